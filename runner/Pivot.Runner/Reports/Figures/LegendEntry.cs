using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>What one colour of a figure means.</summary>
/// <param name="Label">Its meaning.</param>
/// <param name="Color">The colour.</param>
/// <param name="IsLine">Drawn as a line instead of a square.</param>
/// <param name="IsDashed">Whether that line is dashed.</param>
/// <param name="Width">Width of that line in points.</param>
internal sealed record LegendEntry(string Label, SKColor Color, bool IsLine = false, bool IsDashed = false, float Width = 2.5f);
