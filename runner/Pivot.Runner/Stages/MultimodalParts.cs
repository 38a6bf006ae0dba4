using Pivot.Dsl.Specs;
using Pivot.Runner.Models;

namespace Pivot.Runner.Stages;

/// <summary>A multimodal model's parts by the spec's names.</summary>
public static class MultimodalParts
{
    /// <summary>The parts, in the order data flows.</summary>
    public static IReadOnlyList<ModelPart> Of(MultimodalModel model) =>
    [
        ModelPart.Of(Parts.VisionTower, model, "vision_tower."),
        ModelPart.Of(Parts.Projector, model, "multi_modal_projector.", "image_newline"),
        ModelPart.Of(Parts.LanguageModel, model, "language_model."),
    ];
}
