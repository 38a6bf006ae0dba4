using System.Globalization;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>Tokens of a model's tokenizer.</summary>
/// <param name="Size">Their number.</param>
/// <param name="IsBound">Whether it is only the most there can be, the text not having been read.</param>
internal readonly record struct Vocabulary(int Size, bool IsBound)
{
    private const int Bytes = 256;

    /// <summary>As shapes show it.</summary>
    public string Text => (IsBound ? "<=" : "") + Size.ToString(CultureInfo.InvariantCulture);

    /// <summary>The vocabulary of a node's model: counted, of the stage it starts from, or the most that the spec allows.</summary>
    public static Vocabulary Of(PlanNode node, Plan plan)
    {
        for (var at = node; at is not null; at = at.Parents.TryGetValue(ParentRoles.From, out var parent) ? plan[parent] : null)
        {
            if (at.VocabularySize is { } size) return new(size, false);
        }

        return Of(node.Model?.Tokenizer ?? new TokenizerSpec());
    }

    private static Vocabulary Of(TokenizerSpec tokenizer) =>
        tokenizer.Kind == "byte" ? new(Bytes + ModelWidths.SpecialTokens, false) : new(tokenizer.MaxWords + ModelWidths.SpecialTokens, true);
}
