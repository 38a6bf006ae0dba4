using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>The catalog of vision towers: from an architecture's name to its tree of modules.</summary>
internal static class VisionTowerNodes
{
    /// <summary>Types of the trees that are a tower by themselves.</summary>
    public static IReadOnlyList<string> Types { get; } = ["SiglipVisionModel", "ClipVisionModel", "Dinov2Model"];

    /// <summary>A tower by itself.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tower">Its widths.</param>
    /// <param name="use">What the stage does with it.</param>
    /// <param name="run">Blocks that are run to read its hidden state; its last norm and its pooling head then are not.</param>
    public static ModuleNode Model(string name, VisionTowerSpec tower, PartUse use, int run) => tower.Arch switch
    {
        "clip" => ClipVisionNodes.Model(name, tower, use, run),
        "dinov2" => Dinov2Nodes.Model(name, tower, use, run),
        _ => SiglipVisionNodes.Model(name, tower, use, run),
    };
}
