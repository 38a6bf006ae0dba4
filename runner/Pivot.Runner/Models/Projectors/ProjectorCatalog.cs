using TorchSharp;

namespace Pivot.Runner.Models.Projectors;

/// <summary>The catalog of projectors: from its name in a spec to the module.</summary>
public static class ProjectorCatalog
{
    /// <summary>Makes a projector, its parameters zero, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="shape">What it is.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">There is no such projector.</exception>
    public static Projector Build(ProjectorShape shape, torch.Device? device = null) => shape.Arch switch
    {
        "linear" => new LinearProjector(shape.VisionDim, shape.LanguageDim, device),
        "mlp" => new MlpProjector(shape.VisionDim, shape.LanguageDim, device),
        "pixel_shuffle" => new PixelShuffleProjector(shape.VisionDim, shape.LanguageDim, shape.Factor, device),
        "resampler" => new ResamplerProjector(shape.VisionDim, shape.LanguageDim, shape.Factor, device),
        _ => throw new ArgumentException($"no projector is called '{shape.Arch}'; there are linear, mlp, pixel_shuffle, resampler"),
    };
}
