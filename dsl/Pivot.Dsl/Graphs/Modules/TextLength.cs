using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>T: mean number of tokens of a row's text as a stage reads it.</summary>
/// <remarks>
/// Words and marks were counted. To them come a mark before the question, one before and one after every answer. How many questions share a
/// conversation was not counted: one for every eight words is assumed. A byte tokenizer cuts a word into six (an English word and its space), one of a
/// checkpoint into 1.3 (byte-level BPE of English). Of a preference
/// pair both answers are counted, also where sft reads the chosen one alone.
/// </remarks>
/// <param name="Tokens">Their number.</param>
/// <param name="IsBound">Whether it is only the most that the model takes, the data not having been counted.</param>
internal readonly record struct TextLength(long Tokens, bool IsBound)
{
    private const double WordsATurn = 8;
    private const double BytesAWord = 6;
    private const double PiecesAWord = 1.3;
    private const long AssumedRow = 256;

    /// <summary>T where nothing was counted and operations are wanted all the same: an instruction and its answer; at most what the model takes.</summary>
    public static long Assumed(PlanNode node) => Math.Min(AssumedRow, Of(node).Tokens);

    /// <summary>T of a node, or 0 where its model reads no text of the data's length.</summary>
    public static TextLength Of(PlanNode node)
    {
        if (node.Spec is ContrastiveSpec or FeaturesSpec || node.Model is not { LanguageModel: { } language } model) return default;
        long most = Math.Max(1, language.MaxLength - ModelWidths.ImageTokens(model));
        if (node.Counts is not { } counts) return new(most, true);
        double words = counts.TokensPerRow * model.Tokenizer.Kind switch { "byte" => BytesAWord, "checkpoint" => PiecesAWord, _ => 1 };
        double marks = node.Data.Kind switch
        {
            SampleKind.Conversation => 3 * Math.Max(1, Math.Round(counts.TokensPerRow / WordsATurn)),
            SampleKind.Preference when node.Spec is not SftSpec => 4,
            _ => 3,
        };
        return new((long)Math.Clamp(Math.Ceiling(words + marks), 1, most), false);
    }
}
