using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>
/// CLIP's vision tower under the names of HuggingFace's CLIPVisionModel: <c>embeddings</c> with a class token, <c>pre_layrnorm</c> (spelt so), <c>encoder</c>,
/// <c>post_layernorm</c>, which only the pooled class token goes through. Its blocks are SigLIP's.
/// </summary>
internal static class ClipVisionNodes
{
    /// <summary>A tower by itself, with its <c>vision_model</c> inside.</summary>
    public static ModuleNode Model(string name, VisionTowerSpec tower, PartUse use, int run)
    {
        var (patches, rows) = (Rows.Of(ModelWidths.Patches(tower)), Rows.Of(ModelWidths.Patches(tower) + 1));
        var output = Rows.Of(ModelWidths.Features(tower)).Shape(tower.Width);
        var embeddings = new ModuleNode
        {
            Name = "embeddings", Type = "ClipVisionEmbeddings", Input = PatchNodes.Images(tower), Output = rows.Shape(tower.Width), Trained = use.Trained,
            Parameters = [new("class_embedding", [tower.Width])],
            OwnActivations = use.Runs ? rows.Count * tower.Width : 0, // the class token put before the patches
            Children =
            [
                PatchNodes.Cut("patch_embedding", tower, patches, use, bias: false),
                LayerNodes.Embedding("position_embedding", rows, (int)rows.Count, tower.Width, use),
            ],
        };
        var transformer = new ModuleNode
        {
            Name = "vision_model", Type = "ClipVisionTransformer", Input = embeddings.Input, Output = output,
            Children =
            [
                embeddings,
                LayerNodes.LayerNorm("pre_layrnorm", rows, tower.Width, use),
                SiglipBlockNodes.Encoder(rows, tower.Depth, tower.Width, ModelWidths.Mlp(tower), tower.Heads, run, use, "Clip"),
                LayerNodes.LayerNorm("post_layernorm", Rows.One, tower.Width, use.Unrun),
            ],
        };
        return new() { Name = name, Type = "ClipVisionModel", Input = transformer.Input, Output = output, Children = [transformer] };
    }
}
