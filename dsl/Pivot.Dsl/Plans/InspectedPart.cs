namespace Pivot.Dsl.Plans;

/// <summary>What is taken out of a checkpoint's folder.</summary>
public enum InspectedPart
{
    /// <summary>Its vision tower: of a tower by itself, of a pair of towers, or of a whole model.</summary>
    VisionTower,

    /// <summary>Its language model: by itself, or of a whole model.</summary>
    LanguageModel,

    /// <summary>All of a whole model (llava, llava_onevision): tower, projector, language model.</summary>
    Model,

    /// <summary>Its tokenizer's files, which hold no tensors.</summary>
    Tokenizer,
}
