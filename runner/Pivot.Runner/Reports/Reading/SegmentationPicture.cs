namespace Pivot.Runner.Reports.Reading;

/// <summary>One picture of a segmentation probe.</summary>
/// <param name="Id">The item's name.</param>
/// <param name="Image">Absolute path of the image.</param>
/// <param name="Truth">Absolute path of the true classes, a grey PNG whose value is the class index.</param>
/// <param name="Prediction">Absolute path of the predicted classes, likewise.</param>
internal sealed record SegmentationPicture(string Id, string Image, string Truth, string Prediction);
