using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>A legend in lines of text, left to right.</summary>
internal static class Legend
{
    private const float Size = 11;
    private const float LineHeight = 18;
    private const float Swatch = 14;
    private const float Gap = 18;

    /// <summary>Height in points at a width.</summary>
    public static int HeightOf(IReadOnlyList<LegendEntry> entries, float width) =>
        entries.Count == 0 ? 0 : (int)Math.Ceiling((Places(entries, width).Max(p => p.Line) + 1) * LineHeight + 4);

    /// <summary>Draws at a place in points.</summary>
    public static void Draw(FigureCanvas figure, IReadOnlyList<LegendEntry> entries, float x, float y, float width)
    {
        foreach (var ((left, line), entry) in Places(entries, width).Zip(entries))
        {
            var middle = y + line * LineHeight + LineHeight / 2;
            using var paint = new SKPaint { Color = entry.Color, IsAntialias = true };
            if (entry.IsLine)
            {
                paint.IsStroke = true;
                paint.StrokeWidth = entry.Width;
                using var dash = entry.IsDashed ? SKPathEffect.CreateDash([4, 3], 0) : null;
                paint.PathEffect = dash;
                figure.Canvas.DrawLine(x + left, middle, x + left + Swatch + 6, middle, paint);
            }
            else
            {
                figure.Canvas.DrawRect(x + left, middle - 5.5f, 11, 11, paint);
            }
            figure.Text(entry.Label, x + left + (entry.IsLine ? Swatch + 11 : Swatch + 2), middle + 4, Size);
        }
    }

    private static List<(float Left, int Line)> Places(IReadOnlyList<LegendEntry> entries, float width)
    {
        var places = new List<(float, int)>();
        var (left, line) = (0f, 0);
        foreach (var entry in entries)
        {
            var needed = (entry.IsLine ? Swatch + 11 : Swatch + 2) + FigureCanvas.Measure(entry.Label, Size);
            if (left > 0 && left + needed > width) (left, line) = (0, line + 1);
            places.Add((left, line));
            left += needed + Gap;
        }
        return places;
    }
}
