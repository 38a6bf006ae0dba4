using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Samples;

/// <summary>An image and the class of each of its pixels; the mask has the image's size and is loaded when it is needed.</summary>
public sealed record MaskSample(string Id, ImageReference Image, Func<LabelMap> LoadMask);
