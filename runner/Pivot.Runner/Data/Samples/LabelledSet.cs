namespace Pivot.Runner.Data.Samples;

/// <summary>A classification set: class names by index, and both splits.</summary>
public sealed record LabelledSet(IReadOnlyList<string> Classes, IReadOnlyList<LabelledSample> Train, IReadOnlyList<LabelledSample> Test);
