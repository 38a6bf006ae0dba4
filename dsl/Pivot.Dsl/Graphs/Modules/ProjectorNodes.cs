using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>
/// Projectors under HuggingFace's names: <c>linear_1</c>, <c>linear_2</c>, for pixel_shuffle a <c>layer_norm</c> before them. The resampler's are TokenPacker's, which
/// HuggingFace does not have.
/// </summary>
internal static class ProjectorNodes
{
    /// <summary>From the tower's width to the language model's.</summary>
    public static ModuleNode Projector(ModelSpec model, PartUse use)
    {
        var input = Rows.Of(ModelWidths.Features(model.VisionTower));
        var tokens = Rows.Of(ModelWidths.SquareTokens(model));
        int from = model.VisionTower.Width, to = model.LanguageModel!.Width, block = model.Projector.Factor * model.Projector.Factor;
        ModuleNode Node(string type, long activations, IReadOnlyList<ModuleNode> children, long flops = 0) => new()
        {
            Name = "multi_modal_projector", Type = type, Input = input.Shape(from), Output = tokens.Shape(to), Children = children,
            OwnActivations = use.Runs ? activations : 0, OwnFlops = use.Runs ? flops : 0,
        };
        long gelu = tokens.Count * to; // a tensor of its own
        return model.Projector.Arch switch
        {
            "linear" => Node("LinearProjector", 0, [LayerNodes.Linear("linear_1", input, from, to, use)]),
            // The patches of a block side by side are a tensor too.
            "pixel_shuffle" => Node("PixelShuffleProjector", gelu + (tokens.Count * block * from),
                [LayerNodes.LayerNorm("layer_norm", tokens, from * block, use), .. TwoLayers(tokens, from * block, to, use)]),
            // Queries of the blocks, shrunk from the patches, and their sums of values.
            "resampler" => Node("ResamplerProjector", 2 * tokens.Count * from, Resampler(input, tokens, from, to, use), 4 * input.Count * from),
            _ => Node("MlpProjector", gelu, TwoLayers(tokens, from, to, use)),
        };
    }

    private static List<ModuleNode> TwoLayers(Rows tokens, int from, int to, PartUse use) =>
        [LayerNodes.Linear("linear_1", tokens, from, to, use), LayerNodes.Linear("linear_2", tokens, to, to, use)];

    private static List<ModuleNode> Resampler(Rows input, Rows tokens, int from, int to, PartUse use) =>
    [
        LayerNodes.Linear("q_proj_1", tokens, from, from, use, bias: false), Mlp("k_proj_1", input, from, from, use), Mlp("v_proj_1", input, from, from, use),
        LayerNodes.LayerNorm("ln_q_1", tokens, from, use), LayerNodes.LayerNorm("ln_k_1", input, from, use), LayerNodes.LayerNorm("ln_v_1", input, from, use),
        Attention(input, tokens, from, use), Mlp("mlp", tokens, from, to, use),
    ];

    // The layers between which the GELU stands are numbered as in torch's Sequential.
    private static ModuleNode Mlp(string name, Rows rows, int from, int to, PartUse use) => new()
    {
        Name = name, Type = "GeluMlp", Input = rows.Shape(from), Output = rows.Shape(to), OwnActivations = use.Runs ? rows.Count * to : 0,
        Children = [LayerNodes.Linear("0", rows, from, to, use), LayerNodes.Linear("2", rows, to, to, use)],
    };

    // Query, key and value through one matrix.
    private static ModuleNode Attention(Rows input, Rows tokens, int width, PartUse use) => new()
    {
        Name = "clip_attn", Type = "BlockAttention", Input = tokens.Shape(width), Output = tokens.Shape(width), Trained = use.Trained,
        Parameters = [new("in_proj_weight", [3 * width, width]), new("in_proj_bias", [3 * width])],
        OwnFlops = use.Runs ? 2 * (tokens.Count + (2 * input.Count)) * width * width : 0, OwnActivations = use.Runs ? (tokens.Count + (2 * input.Count)) * width : 0,
        Children = [LayerNodes.Linear("out_proj", tokens, width, width, use)],
    };
}
