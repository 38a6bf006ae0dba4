using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Data.Sources;

/// <summary>The text of a view's rows: what tokenizers are built from, and what is counted before a run.</summary>
public static class ViewTexts
{
    /// <summary>The texts of each row, its answers included; of a preference pair both.</summary>
    /// <exception cref="DataException">The data cannot be read as it is.</exception>
    /// <exception cref="ArgumentException">The view's rows hold no text.</exception>
    public static IEnumerable<string[]> Rows(DataView view) => view.Kind switch
    {
        SampleKind.Caption => DataViews.Captions(view).Select(s => new[] { s.Caption }),
        SampleKind.Conversation => DataViews.Conversations(view).Select(s => s.Turns.SelectMany(t => new[] { t.Question, t.Answer }).ToArray()),
        SampleKind.Preference => DataViews.Preferences(view).Select(s => (string[])[.. s.Before.SelectMany(turn => new[] { turn.Question, turn.Answer }), s.Question, s.Chosen, s.Rejected]),
        SampleKind.Question => DataViews.Questions(view).Select(s => new[] { s.Question, s.Answer }),
        SampleKind.Grounded => DataViews.Grounded(view).Select(s => new[] { s.Question, s.Answer }),
        _ => throw new ArgumentException($"{view.Kind.ToString().ToLowerInvariant()} rows hold no text"),
    };

    /// <summary>Tokens of a tokenizer built from views, or null where there is nothing to build it from.</summary>
    internal static int? VocabularySize(TokenizerSpec tokenizer, IReadOnlyList<DataView> text) => tokenizer.Kind switch
    {
        "byte" => new ByteTokenizer().VocabSize,
        "word" when text.Count > 0 => WordTokenizer.Build(text.SelectMany(Rows).SelectMany(row => row), tokenizer.MaxWords).VocabSize,
        "checkpoint" when tokenizer.Path is { } folder => SizeOf(folder),
        _ => null,
    };

    // What is wrong with a folder is told where its files are inspected; here there is no place to tell it.
    private static int? SizeOf(string folder)
    {
        try
        {
            return TokenizerFile.Load(folder, "plain").VocabSize;
        }
        catch (DataException)
        {
            return null;
        }
    }
}
