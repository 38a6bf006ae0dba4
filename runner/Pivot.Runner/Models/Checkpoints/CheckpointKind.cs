namespace Pivot.Runner.Models.Checkpoints;

/// <summary>What kind of model a checkpoint folder holds.</summary>
public enum CheckpointKind
{
    /// <summary>A vision tower by itself.</summary>
    VisionTower,

    /// <summary>A language model by itself.</summary>
    LanguageModel,

    /// <summary>A vision and a text tower that were trained opposite each other.</summary>
    TowerPair,

    /// <summary>Vision tower, projector and language model together.</summary>
    Multimodal,
}
