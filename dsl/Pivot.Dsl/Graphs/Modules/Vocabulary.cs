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
    private const int Published = 152_064; // rows of Qwen2.5's largest, for a checkpoint of which nothing says how many it has

    /// <summary>As shapes show it.</summary>
    public string Text => (IsBound ? "<=" : "") + Size.ToString(CultureInfo.InvariantCulture);

    /// <summary>The vocabulary of a node's model: counted, of the stage it starts from, or the most that the spec allows.</summary>
    public static Vocabulary Of(PlanNode node, Plan plan)
    {
        int? counted = null;
        for (var at = node; at is not null && counted is null; at = at.Parents.TryGetValue(ParentRoles.From, out var parent) ? plan[parent] : null) counted = at.VocabularySize;
        // Of a checkpoint the embedding matrix counts, which may have rows to spare and gets those that it lacks; a text tower has the tokenizer's.
        if (node.Spec is not ContrastiveSpec && node.Model?.LanguageModel is { Vocabulary: { } rows }) return new(Math.Max(rows, counted ?? 0), false);
        if (counted is { } size) return new(size, false);
        return Of(node.Model?.Tokenizer ?? new TokenizerSpec());
    }

    private static Vocabulary Of(TokenizerSpec tokenizer) => tokenizer.Kind switch
    {
        "byte" => new(Bytes + ModelWidths.SpecialTokens, false),
        "checkpoint" => new(Published, true),
        _ => new(tokenizer.MaxWords + ModelWidths.SpecialTokens, true),
    };
}
