namespace Pivot.Runner.Data.Samples;

/// <summary>A segmentation set: class names by index, the value that marks unlabelled pixels (or null), and both splits.</summary>
public sealed record MaskSet(IReadOnlyList<string> Classes, int? Ignore, IReadOnlyList<MaskSample> Train, IReadOnlyList<MaskSample> Test);
