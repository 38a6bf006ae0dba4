namespace Pivot.Dsl.Specs;

/// <summary>A multimodal model: vision tower, projector, language model, and the tokenizer its text goes through.</summary>
public sealed record ModelSpec
{
    /// <summary>
    /// Folder of a whole <c>llava</c> or <c>llava_onevision</c> checkpoint, absolute: all parts come out of it, and the parts' own checkpoints below are this folder.
    /// Null where parts are given by themselves.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>The vision tower.</summary>
    public required VisionTowerSpec VisionTower { get; init; }

    /// <summary>The projector; a stage that only uses the tower (contrastive) does not need it.</summary>
    public ProjectorSpec Projector { get; init; } = new();

    /// <summary>The language model, or null for a model that is only a vision tower.</summary>
    public LanguageModelSpec? LanguageModel { get; init; }

    /// <summary>The tokenizer of its language model and of the text tower it is pretrained with.</summary>
    public TokenizerSpec Tokenizer { get; init; } = new();

    /// <summary>How images are brought to the tower's size.</summary>
    public ImagesSpec Images { get; init; } = new();
}
