namespace Pivot.Runner.Reports.Reading;

/// <summary>What a segmentation probe leaves to look at.</summary>
/// <param name="Classes">Class names by index.</param>
/// <param name="Ignore">Value of unlabelled pixels, or null.</param>
/// <param name="Pictures">The pictures.</param>
internal sealed record SegmentationPictures(IReadOnlyList<string> Classes, int? Ignore, IReadOnlyList<SegmentationPicture> Pictures);
