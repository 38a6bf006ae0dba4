using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Samples;

/// <summary>What a row of text alone has in its image's place: it takes no token, and nobody loads it.</summary>
public sealed class NoImage : ImageReference
{
    private NoImage()
    {
    }

    /// <summary>The one there is.</summary>
    public static NoImage Instance { get; } = new();

    /// <inheritdoc/>
    public override string Id => "";

    /// <inheritdoc/>
    public override bool IsThere => false;

    /// <inheritdoc/>
    public override RasterImage Load() => throw new InvalidOperationException("a row of text alone has no image");
}
