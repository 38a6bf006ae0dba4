using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>SigLIP's vision tower under HuggingFace's names: <c>embeddings</c>, <c>encoder</c>, <c>post_layernorm</c>, <c>head</c>.</summary>
internal static class SiglipVisionNodes
{
    /// <summary>A tower by itself, with its <c>vision_model</c> inside.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tower">Its widths.</param>
    /// <param name="use">What the stage does with it.</param>
    /// <param name="run">Blocks that are run to read its hidden state; its last norm and its pooling head then are not.</param>
    public static ModuleNode Model(string name, VisionTowerSpec tower, PartUse use, int run)
    {
        var transformer = Transformer(tower, use, run, pooled: false);
        return new() { Name = name, Type = "SiglipVisionModel", Input = transformer.Input, Output = transformer.Output, Children = [transformer] };
    }

    /// <summary>The tower under the name it has in a pair of towers: read through its pooling head.</summary>
    public static ModuleNode Transformer(VisionTowerSpec tower, PartUse use, int run, bool pooled)
    {
        var patches = Rows.Of(ModelWidths.Patches(tower));
        var read = pooled ? use : use.Unrun;
        return new()
        {
            Name = "vision_model", Type = "SiglipVisionTransformer", Input = PatchNodes.Images(tower),
            Output = pooled ? Rows.One.Shape(tower.Width) : patches.Shape(tower.Width),
            Children =
            [
                Embeddings(tower, patches, use),
                SiglipBlockNodes.Encoder(patches, tower.Depth, tower.Width, ModelWidths.Mlp(tower), tower.Heads, run, use),
                LayerNodes.LayerNorm("post_layernorm", patches, tower.Width, read),
                .. tower.HasHead ? [Head(tower, patches, read)] : Array.Empty<ModuleNode>(),
            ],
        };
    }

    private static ModuleNode Embeddings(VisionTowerSpec tower, Rows patches, PartUse use)
    {
        var cut = PatchNodes.Cut("patch_embedding", tower, patches, use, bias: true);
        return new()
        {
            Name = "embeddings", Type = "SiglipVisionEmbeddings", Input = cut.Input, Output = patches.Shape(tower.Width),
            Children = [cut, LayerNodes.Embedding("position_embedding", patches, (int)patches.Count, tower.Width, use)],
        };
    }

    // One query looks at P patches: 4 P D^2 for keys and values, 4 P D for scores and sums, 4 D^2 for query and output.
    private static ModuleNode Head(VisionTowerSpec tower, Rows patches, PartUse use)
    {
        long width = tower.Width;
        var pooled = Rows.One.Shape(width);
        var attention = new ModuleNode
        {
            Name = "attention", Type = "SiglipPoolingAttention", Input = patches.Shape(width), Output = pooled, Trained = use.Trained,
            Parameters = [new("in_proj_weight", [3 * width, width]), new("in_proj_bias", [3 * width])],
            OwnFlops = use.Runs ? (4 * patches.Count * width * width) + (4 * patches.Count * width) + (2 * width * width) : 0,
            OwnActivations = use.Runs ? (2 * patches.Count * width) + (2 * width) : 0,
            Children = [LayerNodes.Linear("out_proj", Rows.One, tower.Width, tower.Width, use)],
        };
        return new()
        {
            Name = "head", Type = "SiglipPoolingHead", Input = patches.Shape(width), Output = pooled, Trained = use.Trained, OwnActivations = use.Runs ? width : 0,
            Parameters = [new("probe", [1, 1, width])],
            Children = [attention, LayerNodes.LayerNorm("layernorm", Rows.One, tower.Width, use), SiglipBlockNodes.Mlp(Rows.One, tower.Width, ModelWidths.Mlp(tower), use)],
        };
    }
}
