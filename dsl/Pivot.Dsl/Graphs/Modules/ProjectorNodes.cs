namespace Pivot.Dsl.Graphs.Modules;

/// <summary>LLaVA's projector under HuggingFace's names: <c>linear_1</c>, GELU, <c>linear_2</c>.</summary>
internal static class ProjectorNodes
{
    /// <summary>From the tower's width to the language model's. The GELU makes a tensor of its own.</summary>
    public static ModuleNode Mlp(Rows patches, int visionWidth, int languageWidth, PartUse use) => new()
    {
        Name = "multi_modal_projector", Type = "MlpProjector", Input = patches.Shape(visionWidth), Output = patches.Shape(languageWidth),
        OwnActivations = use.Runs ? patches.Count * languageWidth : 0,
        Children = [LayerNodes.Linear("linear_1", patches, visionWidth, languageWidth, use), LayerNodes.Linear("linear_2", patches, languageWidth, languageWidth, use)],
    };
}
