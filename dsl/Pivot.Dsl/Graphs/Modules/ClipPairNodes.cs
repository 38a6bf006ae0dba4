using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>
/// CLIP's two towers under the names of HuggingFace's CLIPModel: <c>vision_model</c>, <c>text_model</c>, a projection behind each, <c>logit_scale</c>. Of an image the
/// class token is compared, of a text its end.
/// </summary>
internal static class ClipPairNodes
{
    /// <summary>Both towers. The text tower is as wide, as deep and has as many heads as the vision tower, and what is compared is as wide.</summary>
    /// <inheritdoc cref="SiglipPairNodes.Model"/>
    public static ModuleNode Model(VisionTowerSpec tower, Vocabulary vocabulary, PartUse vision, int run, PartUse text, bool logits)
    {
        var seen = ClipVisionNodes.Model("", tower, vision, run).Children[0];
        if (text.Runs) seen = Pooled(seen, tower, vision);
        return new()
        {
            Name = "", Type = "ClipModel", Input = $"{PatchNodes.Images(tower)}, [B, {ModelWidths.CaptionLength}]",
            Output = text.Runs ? "[B, B]" : seen.Output, Trained = logits, Parameters = [new("logit_scale", [])],
            Children =
            [
                seen, TextTowerNodes.Transformer("Clip", tower, vocabulary, text, []),
                LayerNodes.Linear("visual_projection", Rows.One, tower.Width, tower.Width, text.Runs ? vision : vision.Unrun, bias: false),
                LayerNodes.Linear("text_projection", Rows.One, tower.Width, tower.Width, text, bias: false),
            ],
        };
    }

    // In a pair the class token goes through the last norm.
    private static ModuleNode Pooled(ModuleNode transformer, VisionTowerSpec tower, PartUse use) => transformer with
    {
        Output = Rows.One.Shape(tower.Width), Children = [.. transformer.Children.SkipLast(1), LayerNodes.LayerNorm("post_layernorm", Rows.One, tower.Width, use)],
    };
}
