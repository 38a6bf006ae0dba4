using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Stages;

/// <summary>Builds a tokenizer from the text of the views a node names.</summary>
public static class TokenizerTexts
{
    /// <summary>The tokenizer of a spec; the same views give the same one.</summary>
    public static Tokenizer Build(TokenizerSpec spec, IReadOnlyList<DataView> data) => spec.Kind switch
    {
        "byte" => new ByteTokenizer(),
        "word" => WordTokenizer.Build(data.SelectMany(Of), spec.MaxWords),
        _ => throw new StageException($"tokenizer kind `{spec.Kind}` is not one of word, byte"),
    };

    private static IEnumerable<string> Of(DataView view) => view.Kind is SampleKind.Caption or SampleKind.Conversation or SampleKind.Preference or SampleKind.Question
        ? ViewTexts.Rows(view).SelectMany(row => row)
        : throw new StageException($"a tokenizer cannot be built from {view.Kind.ToString().ToLowerInvariant()} rows: they hold no text");
}
