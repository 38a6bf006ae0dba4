namespace Pivot.Runner.Data.Samples;

/// <summary>An image and the index of its class.</summary>
public sealed record LabelledSample(string Id, ImageReference Image, int Label);
