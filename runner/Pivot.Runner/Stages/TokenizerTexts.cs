using Pivot.Dsl.Specs;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Store;

namespace Pivot.Runner.Stages;

/// <summary>The tokenizers that stages use: built from text, out of a folder, or another stage's.</summary>
public static class TokenizerTexts
{
    /// <summary>The tokenizer of a spec; the same views give the same one.</summary>
    public static Tokenizer Build(TokenizerSpec spec, IReadOnlyList<DataView> data) => spec.Kind switch
    {
        "byte" => new ByteTokenizer { Template = spec.Template },
        "word" => new WordTokenizer(WordTokenizer.Build(data.SelectMany(Of), spec.MaxWords).Words) { Template = spec.Template },
        "checkpoint" => TokenizerFile.Load(spec.Path ?? throw new StageException("tokenizer kind `checkpoint` without a path"), spec.Template),
        _ => throw new StageException($"tokenizer kind `{spec.Kind}` is not one of word, byte, checkpoint"),
    };

    /// <summary>The tokenizer that another stage left with its checkpoint, writing conversations as this node's spec has it.</summary>
    public static Tokenizer Of(StageContext context, CompletedStage stage) => TokenizerFile.Load(stage.Folder.Checkpoint, context.Node.Model?.Tokenizer.Template);

    private static IEnumerable<string> Of(DataView view) => view.Kind is SampleKind.Caption or SampleKind.Conversation or SampleKind.Preference or SampleKind.Question
        ? ViewTexts.Rows(view).SelectMany(row => row)
        : throw new StageException($"a tokenizer cannot be built from {view.Kind.ToString().ToLowerInvariant()} rows: they hold no text");
}
