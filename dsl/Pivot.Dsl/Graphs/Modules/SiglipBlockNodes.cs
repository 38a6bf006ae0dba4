namespace Pivot.Dsl.Graphs.Modules;

/// <summary>The stack of blocks that the towers of SigLIP and CLIP share.</summary>
/// <remarks>
/// A block of T rows, width D, MLP width M: 8 T D^2 (query, key, value, output) + 4 T^2 D (scores and their sums of values) + 4 T D M operations; it
/// makes 10 T D + 2 T M values and H T sums of exponentials. Attention is torch's scaled_dot_product_attention, whose kernels make no [T, T] matrix.
/// </remarks>
internal static class SiglipBlockNodes
{
    /// <summary>The blocks, the first <paramref name="run"/> of them run.</summary>
    public static ModuleNode Encoder(Rows rows, int depth, int width, int mlpWidth, int heads, int run, PartUse use, string family = "Siglip")
    {
        var shape = rows.Shape(width);
        var ran = Block(rows, width, mlpWidth, heads, use, family);
        var idle = run == depth ? ran : Block(rows, width, mlpWidth, heads, use.Unrun, family);
        var layers = Enumerable.Range(0, depth).Select(i => (i < run ? ran : idle) with { Name = i.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return new()
        {
            Name = "encoder", Type = family + "Encoder", Input = shape, Output = shape,
            Children = [new() { Name = "layers", Type = "ModuleList", Input = shape, Output = shape, Children = [.. layers] }],
        };
    }

    /// <summary>Linear, GELU, Linear, the GELU between them a tensor of its own.</summary>
    public static ModuleNode Mlp(Rows rows, int width, int mlpWidth, PartUse use, string family = "Siglip") => new()
    {
        Name = "mlp", Type = family + "Mlp", Input = rows.Shape(width), Output = rows.Shape(width), OwnActivations = use.Runs ? rows.Count * mlpWidth : 0,
        Children = [LayerNodes.Linear("fc1", rows, width, mlpWidth, use), LayerNodes.Linear("fc2", rows, mlpWidth, width, use)],
    };

    private static ModuleNode Block(Rows rows, int width, int mlpWidth, int heads, PartUse use, string family) => new()
    {
        Name = "", Type = family + "EncoderLayer", Input = rows.Shape(width), Output = rows.Shape(width), OwnActivations = use.Runs ? 2 * rows.Count * width : 0,
        Children =
        [
            LayerNodes.LayerNorm("layer_norm1", rows, width, use), Attention(rows, width, heads, use, family),
            LayerNodes.LayerNorm("layer_norm2", rows, width, use), Mlp(rows, width, mlpWidth, use, family),
        ],
    };

    // Beside the four layers: the attended values and a sum of exponentials a head and row.
    private static ModuleNode Attention(Rows rows, int width, int heads, PartUse use, string family) => new()
    {
        Name = "self_attn", Type = family + "Attention", Input = rows.Shape(width), Output = rows.Shape(width),
        OwnFlops = use.Runs ? 4 * rows.Count * rows.Count * width : 0,
        OwnActivations = use.Runs ? (rows.Count * width) + (heads * rows.Count) : 0,
        Children =
        [
            LayerNodes.Linear("q_proj", rows, width, width, use),
            LayerNodes.Linear("k_proj", rows, width, width, use),
            LayerNodes.Linear("v_proj", rows, width, width, use),
            LayerNodes.Linear("out_proj", rows, width, width, use),
        ],
    };
}
