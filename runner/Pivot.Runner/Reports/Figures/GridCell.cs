using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>A picture of a grid with a line below it.</summary>
/// <param name="Picture">The picture at its final size in pixels, or null for an empty place.</param>
/// <param name="Caption">The line below; empty for none.</param>
internal sealed record GridCell(SKBitmap? Picture, string Caption);
