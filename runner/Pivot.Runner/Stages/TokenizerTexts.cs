using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Stages;

/// <summary>Builds a tokenizer from the text of the views a node names.</summary>
public static class TokenizerTexts
{
    /// <summary>The tokenizer of a spec; the same views give the same one.</summary>
    public static Tokenizer Build(TokenizerSpec spec, IReadOnlyList<TokenizerText> data) => spec.Kind switch
    {
        "byte" => new ByteTokenizer(),
        "word" => WordTokenizer.Build(data.SelectMany(d => Of(d.View)), spec.MaxWords),
        _ => throw new StageException($"tokenizer kind `{spec.Kind}` is not one of word, byte"),
    };

    private static IEnumerable<string> Of(DataView view) => view.Kind switch
    {
        SampleKind.Caption => DataViews.Captions(view).Select(s => s.Caption),
        SampleKind.Conversation => DataViews.Conversations(view).SelectMany(s => s.Turns.SelectMany(t => new[] { t.Question, t.Answer })),
        SampleKind.Preference => DataViews.Preferences(view).SelectMany(s => new[] { s.Question, s.Chosen, s.Rejected }),
        SampleKind.Question => DataViews.Questions(view).SelectMany(s => new[] { s.Question, s.Answer }),
        _ => throw new StageException($"a tokenizer cannot be built from {view.Kind.ToString().ToLowerInvariant()} rows: they hold no text"),
    };
}
