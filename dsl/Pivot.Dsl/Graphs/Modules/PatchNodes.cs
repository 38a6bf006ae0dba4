using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>The cut of an image into patches, which all towers begin with.</summary>
internal static class PatchNodes
{
    /// <summary>Colours.</summary>
    public const int Channels = 3;

    /// <summary>Shape of the images that a tower reads.</summary>
    public static string Images(VisionTowerSpec tower) => $"[B, {Channels}, {tower.ImageSize}, {tower.ImageSize}]";

    /// <summary>The patches' pixels times a matrix: 2 P (3 p^2) D operations. The cut pixels are a tensor too.</summary>
    public static ModuleNode Cut(string name, VisionTowerSpec tower, Rows patches, PartUse use, bool bias)
    {
        long pixels = Channels * tower.PatchSize * tower.PatchSize;
        var weight = new ParameterNode("weight", [tower.Width, Channels, tower.PatchSize, tower.PatchSize]);
        return new()
        {
            Name = name, Type = "PatchLayer", Input = Images(tower), Output = patches.Shape(tower.Width), Trained = use.Trained,
            Parameters = bias ? [weight, new("bias", [tower.Width])] : [weight],
            OwnFlops = use.Runs ? 2 * patches.Count * pixels * tower.Width : 0,
            OwnActivations = use.Runs ? patches.Count * (pixels + tower.Width) : 0,
        };
    }
}
