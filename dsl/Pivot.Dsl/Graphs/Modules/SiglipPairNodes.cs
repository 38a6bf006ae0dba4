using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>SigLIP's two towers under the names of HuggingFace's SiglipModel: <c>vision_model</c>, <c>text_model</c>, <c>logit_scale</c>, <c>logit_bias</c>.</summary>
internal static class SiglipPairNodes
{
    /// <summary>Both towers. The text tower is as wide, as deep and has as many heads as the vision tower.</summary>
    /// <param name="tower">The vision tower's widths.</param>
    /// <param name="vocabulary">Tokens of the text tower.</param>
    /// <param name="vision">What the stage does with the vision tower.</param>
    /// <param name="run">Blocks of the vision tower that are run.</param>
    /// <param name="text">What the stage does with the text tower.</param>
    /// <param name="logits">Whether scale and bias of the comparison are trained.</param>
    public static ModuleNode Model(VisionTowerSpec tower, Vocabulary vocabulary, PartUse vision, int run, PartUse text, bool logits) => new()
    {
        Name = "", Type = "SiglipModel", Input = $"[B, 3, {tower.ImageSize}, {tower.ImageSize}], [B, {ModelWidths.CaptionLength}]",
        Output = text.Runs ? "[B, B]" : Rows.Of(ModelWidths.Patches(tower)).Shape(tower.Width), Trained = logits,
        Parameters = [new("logit_scale", [1]), new("logit_bias", [1])],
        Children =
        [
            SiglipVisionNodes.Transformer(tower, vision, run, pooled: text.Runs),
            // The last position's vector goes through the head, pad or not.
            TextTowerNodes.Transformer("Siglip", tower, vocabulary, text, [LayerNodes.Linear("head", Rows.One, tower.Width, tower.Width, text)]),
        ],
    };
}
