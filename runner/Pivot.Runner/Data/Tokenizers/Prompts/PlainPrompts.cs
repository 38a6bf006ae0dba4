using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Tokenizers.Checkpoints;

namespace Pivot.Runner.Data.Tokenizers.Prompts;

/// <summary>
/// <c>plain</c>, LLaVA's format for aligning the projector: the image and its caption, nothing else; questions are not read. Scored are the caption and the
/// line break behind it. Where the tokenizer begins texts with a token (Llama's <c>&lt;s&gt;</c>), the row begins with it.
/// </summary>
public sealed class PlainPrompts(CheckpointTokenizer tokenizer) : PromptFormat
{
    // conv_llava_plain's separator.
    private const string Separator = "\n";

    /// <inheritdoc/>
    public override string Name => "plain";

    /// <summary>The ends of generation, and the separator where it is one token.</summary>
    public override IReadOnlyList<int> StopIds { get; } = [.. (tokenizer.EncodeAfter("a", Separator) is [var id] ? new[] { id } : []).Concat(tokenizer.EndIds).Distinct()];

    /// <inheritdoc/>
    public override PromptRow Conversation(IReadOnlyList<Turn> turns, bool hasImage = true)
    {
        Check(turns, hasImage);
        return new PromptRow([.. tokenizer.StartIds], [new PromptTurn([], Answer(turns[0].Answer))]);
    }

    /// <inheritdoc/>
    public override PromptRow Question(string question, bool hasImage = true) => Conversation([new Turn(question, "")], hasImage) with { Turns = [new PromptTurn([], [])] };

    /// <summary>Refuses what is not one caption of an image.</summary>
    internal static void Check(IReadOnlyList<Turn> turns, bool hasImage)
    {
        if (!hasImage) throw new DataException("the template plain is an image and its caption; a row without an image cannot be written in it");
        if (turns.Count != 1) throw new DataException($"the template plain is one caption, found {turns.Count} turns; use another template or split the row");
    }

    private int[] Answer(string caption)
    {
        // By itself, as LLaVA's tokenizer_image_token encodes what stands behind a placeholder.
        var ids = tokenizer.Encode(caption + Separator);
        return Array.IndexOf(ids, tokenizer.ImageId) < 0 ? ids : throw new DataException($"a caption holds {CheckpointTokenizer.Image}, which stands for the image");
    }
}
