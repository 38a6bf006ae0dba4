namespace Pivot.Runner.Data.Samples;

/// <summary>An image and a sentence about it.</summary>
public sealed record CaptionSample(string Id, ImageReference Image, string Caption);
