namespace Pivot.Dsl.Specs;

/// <summary>Names of a multimodal model's parts, as <c>train:</c> and <c>learning_rate:</c> use them.</summary>
public static class Parts
{
    /// <summary>The vision tower.</summary>
    public const string VisionTower = "vision_tower";

    /// <summary>The projector.</summary>
    public const string Projector = "projector";

    /// <summary>The language model.</summary>
    public const string LanguageModel = "language_model";

    /// <summary>All of them, in the order data flows.</summary>
    public static IReadOnlyList<string> All { get; } = [VisionTower, Projector, LanguageModel];
}
