namespace Pivot.Dsl.Specs;

/// <summary>A multimodal model: vision tower, projector, language model, and the tokenizer its text goes through.</summary>
public sealed record ModelSpec
{
    /// <summary>The vision tower.</summary>
    public required VisionTowerSpec VisionTower { get; init; }

    /// <summary>The projector; a stage that only uses the tower (contrastive) does not need it.</summary>
    public ProjectorSpec Projector { get; init; } = new();

    /// <summary>The language model, or null for a model that is only a vision tower.</summary>
    public LanguageModelSpec? LanguageModel { get; init; }

    /// <summary>The tokenizer of its language model and of the text tower it is pretrained with.</summary>
    public TokenizerSpec Tokenizer { get; init; } = new();
}
