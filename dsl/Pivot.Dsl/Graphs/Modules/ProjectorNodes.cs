using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>Projectors under HuggingFace's names (<c>linear_1</c>, <c>linear_2</c>), those that HuggingFace does not have under the runner's.</summary>
internal static class ProjectorNodes
{
    /// <summary>From the tower's width to the language model's.</summary>
    public static ModuleNode Projector(ModelSpec model, PartUse use)
    {
        var input = Rows.Of(ModelWidths.Features(model.VisionTower));
        var tokens = Rows.Of(ModelWidths.SquareTokens(model));
        int from = model.VisionTower.Width, to = model.LanguageModel!.Width, block = model.Projector.Factor * model.Projector.Factor;
        return model.Projector.Arch switch
        {
            "linear" => Node("LinearProjector", input, from, tokens, to, 0, [LayerNodes.Linear("linear_1", input, from, to, use)]),
            "pixel_shuffle" => Node("PixelShuffleProjector", input, from, tokens, to, use.Runs ? tokens.Count * ((block * from) + to) : 0, PixelShuffle(tokens, from * block, to, use)),
            "resampler" => Node("ResamplerProjector", input, from, tokens, to, use.Runs ? tokens.Count * to : 0, Resampler(input, tokens, from, to, use)),
            _ => Node("MlpProjector", input, from, tokens, to, use.Runs ? tokens.Count * to : 0, TwoLayers(tokens, from, to, use)), // the GELU makes a tensor of its own
        };
    }

    private static ModuleNode Node(string type, Rows input, int from, Rows tokens, int to, long activations, IReadOnlyList<ModuleNode> children) => new()
    {
        Name = "multi_modal_projector", Type = type, Input = input.Shape(from), Output = tokens.Shape(to), OwnActivations = activations, Children = children,
    };

    private static List<ModuleNode> TwoLayers(Rows tokens, int from, int to, PartUse use) =>
        [LayerNodes.Linear("linear_1", tokens, from, to, use), LayerNodes.Linear("linear_2", tokens, to, to, use)];

    // The patches of a block side by side, normed, then the two layers.
    private static List<ModuleNode> PixelShuffle(Rows tokens, int from, int to, PartUse use) => [LayerNodes.LayerNorm("norm", tokens, from, use), .. TwoLayers(tokens, from, to, use)];

    private static List<ModuleNode> Resampler(Rows input, Rows tokens, int from, int to, PartUse use) =>
    [
        LayerNodes.Linear("q_proj", tokens, from, from, use), LayerNodes.Linear("k_proj", input, from, from, use), LayerNodes.Linear("v_proj", input, from, from, use),
        LayerNodes.Linear("out_proj", tokens, from, from, use), .. TwoLayers(tokens, from, to, use),
    ];
}
