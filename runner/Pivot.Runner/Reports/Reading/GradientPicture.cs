namespace Pivot.Runner.Reports.Reading;

/// <summary>One picture of a gradient map stage.</summary>
/// <param name="Id">The item's name.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">The right answer.</param>
/// <param name="Image">Absolute path of the image.</param>
/// <param name="Mask">Absolute path of the mask of what is asked about, 0 or 255 a pixel.</param>
/// <param name="Map">Gradient magnitudes on the patch grid, rows from the top: [Rows][Columns].</param>
/// <param name="InMask">Share of the magnitude inside the mask, in [0, 1].</param>
/// <param name="Hit">Whether the largest value lies inside the mask, or null if not stored.</param>
internal sealed record GradientPicture(
    string Id, string Question, string Answer, string Image, string Mask, double[][] Map, double? InMask, bool? Hit);
