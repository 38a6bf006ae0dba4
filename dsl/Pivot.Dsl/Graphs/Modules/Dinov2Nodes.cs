using System.Globalization;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>
/// DINOv2 under the names of HuggingFace's Dinov2Model and Dinov2WithRegistersModel: <c>embeddings</c> with class, mask and register tokens, <c>encoder.layer</c>,
/// <c>layernorm</c>. The mask token is a parameter that nothing here reads; position embeddings are of the class token and the patches, not of the registers.
/// </summary>
/// <remarks>A block is SigLIP's with a gain behind attention and MLP (layer scale), each a tensor of its own; a gated MLP of width M makes 6 T D M operations.</remarks>
internal static class Dinov2Nodes
{
    public static ModuleNode Model(string name, VisionTowerSpec tower, PartUse use, int run)
    {
        var rows = Rows.Of(ModelWidths.Patches(tower) + 1 + tower.Registers);
        var (ran, idle) = (Block(tower, rows, use), run == tower.Depth ? null : Block(tower, rows, use.Unrun));
        var blocks = Enumerable.Range(0, tower.Depth).Select(i => (i < run ? ran : idle!) with { Name = i.ToString(CultureInfo.InvariantCulture) });
        var (shape, output) = (rows.Shape(tower.Width), Rows.Of(ModelWidths.Features(tower)).Shape(tower.Width));
        return new()
        {
            Name = name, Type = "Dinov2Model", Input = PatchNodes.Images(tower), Output = output,
            Children =
            [
                Embeddings(tower, rows, use),
                new()
                {
                    Name = "encoder", Type = "Dinov2Encoder", Input = shape, Output = shape,
                    Children = [new() { Name = "layer", Type = "ModuleList", Input = shape, Output = shape, Children = [.. blocks] }],
                },
                LayerNodes.LayerNorm("layernorm", rows, tower.Width, use.Unrun),
            ],
        };
    }

    private static ModuleNode Embeddings(VisionTowerSpec tower, Rows rows, PartUse use)
    {
        long width = tower.Width;
        var patches = Rows.Of(ModelWidths.Patches(tower));
        ParameterNode[] registers = tower.Registers == 0 ? [] : [new("register_tokens", [1, tower.Registers, width])];
        return new()
        {
            Name = "embeddings", Type = "Dinov2Embeddings", Input = PatchNodes.Images(tower), Output = rows.Shape(width), Trained = use.Trained,
            Parameters = [new("cls_token", [1, 1, width]), new("mask_token", [1, width]), .. registers, new("position_embeddings", [1, patches.Count + 1, width])],
            OwnActivations = use.Runs ? 2 * rows.Count * width : 0, // the tokens put before the patches, and the positions added
            Children =
            [
                new()
                {
                    Name = "patch_embeddings", Type = "Dinov2PatchEmbeddings", Input = PatchNodes.Images(tower), Output = patches.Shape(width),
                    Children = [PatchNodes.Cut("projection", tower, patches, use, bias: true)],
                },
            ],
        };
    }

    private static ModuleNode Block(VisionTowerSpec tower, Rows rows, PartUse use)
    {
        var shape = rows.Shape(tower.Width);
        return new()
        {
            Name = "", Type = "Dinov2Layer", Input = shape, Output = shape, OwnActivations = use.Runs ? 2 * rows.Count * tower.Width : 0,
            Children =
            [
                LayerNodes.LayerNorm("norm1", rows, tower.Width, use), Attention(tower, rows, use), LayerScale("layer_scale1", tower.Width, rows, use),
                LayerNodes.LayerNorm("norm2", rows, tower.Width, use), Mlp(tower, rows, use), LayerScale("layer_scale2", tower.Width, rows, use),
            ],
        };
    }

    private static ModuleNode LayerScale(string name, long width, Rows rows, PartUse use) => new()
    {
        Name = name, Type = "LayerScale", Input = rows.Shape(width), Output = rows.Shape(width), Trained = use.Trained, Parameters = [new("lambda1", [width])],
        OwnActivations = use.Runs ? rows.Count * width : 0,
    };

    private static ModuleNode Attention(VisionTowerSpec tower, Rows rows, PartUse use)
    {
        int width = tower.Width;
        var shape = rows.Shape(width);
        return new()
        {
            Name = "attention", Type = "Dinov2Attention", Input = shape, Output = shape,
            OwnFlops = use.Runs ? 4 * rows.Count * rows.Count * width : 0,
            OwnActivations = use.Runs ? (rows.Count * width) + (tower.Heads * rows.Count) : 0,
            Children =
            [
                new()
                {
                    Name = "attention", Type = "Dinov2SelfAttention", Input = shape, Output = shape,
                    Children = [LayerNodes.Linear("query", rows, width, width, use), LayerNodes.Linear("key", rows, width, width, use), LayerNodes.Linear("value", rows, width, width, use)],
                },
                new() { Name = "output", Type = "Dinov2SelfOutput", Input = shape, Output = shape, Children = [LayerNodes.Linear("dense", rows, width, width, use)] },
            ],
        };
    }

    // Gated: one layer makes gate and value side by side; beside it the silu of the gate and its product.
    private static ModuleNode Mlp(VisionTowerSpec tower, Rows rows, PartUse use)
    {
        int width = tower.Width, mlp = ModelWidths.Mlp(tower);
        var shape = rows.Shape(width);
        if (tower.Mlp != "swiglu") return SiglipBlockNodes.Mlp(rows, width, mlp, use) with { Type = "Dinov2Mlp" };
        return new()
        {
            Name = "mlp", Type = "Dinov2SwiGluMlp", Input = shape, Output = shape, OwnActivations = use.Runs ? 2 * rows.Count * mlp : 0,
            Children = [LayerNodes.Linear("weights_in", rows, width, 2 * mlp, use), LayerNodes.Linear("weights_out", rows, mlp, width, use)],
        };
    }
}
