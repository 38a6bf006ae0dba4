using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>A stage's loss as a picture.</summary>
internal static class CurvePicture
{
    private const int Width = 720;
    private const int Height = 240;
    private const int Left = 64;
    private const int Right = 16;
    private const int Top = 12;
    private const int Bottom = 34;
    // More than a screen has columns; of each column the lowest and the highest are kept, so that spikes stay.
    private const int Columns = 400;

    /// <summary>The picture, or a note where there is no loss.</summary>
    /// <param name="points">In order of their steps.</param>
    /// <param name="total">Where the axis ends, or null.</param>
    /// <param name="unit">What the axis counts.</param>
    public static Html Render(IReadOnlyList<CurvePointView> points, long? total, string unit)
    {
        var finite = points.Where(p => double.IsFinite(p.Loss)).ToList();
        if (finite.Count == 0) return Parts.Nothing(Html.Of($"No loss was told{(points.Count > 0 ? " that is a number" : " yet")}."));
        var end = Math.Max(1, Math.Max(total ?? 0, finite[^1].Done));
        var (low, high) = (finite.Min(p => p.Loss), finite.Max(p => p.Loss));
        if (high - low < 1e-12) (low, high) = (low - Math.Max(0.5, Math.Abs(low) / 2), high + Math.Max(0.5, Math.Abs(high) / 2));
        var step = Step(high - low);
        (low, high) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        var line = string.Join(' ', Thin(finite, end).Select(p => FormattableString.Invariant($"{X(p.Done):0.#},{Y(p.Loss):0.#}")));
        var rows = Enumerable.Range(0, (int)Math.Round((high - low) / step) + 1).Select(i => low + i * step);
        var last = finite[^1];
        return Html.Of($"""
            <svg class="curve" viewBox="0 0 {Width} {Height}" role="img" aria-label="loss: {Words.Number(last.Loss)} at {last.Done}">
            {rows.Select(v => Html.Of($"""<line class="grid" x1="{Left}" x2="{Width - Right}" y1="{Y(v):0.#}" y2="{Y(v):0.#}"/><text class="right" x="{Left - 8}" y="{Y(v) + 4:0.#}">{Words.Number(Math.Abs(v) < step / 1e6 ? 0 : v)}</text>"""))}
            {new[] { 0, end / 2, end }.Distinct().Select(d => Html.Of($"""<text class="{(d == 0 ? "left" : d == end ? "right" : "middle")}" x="{X(d):0.#}" y="{Height - 10}">{d:#,0}{Html.Of($" {unit}").If(d == end)}</text>"""))}
            <polyline class="line" points="{line}"/><circle class="last" cx="{X(last.Done):0.#}" cy="{Y(last.Loss):0.#}" r="4"/>
            </svg>
            """);

        double X(long done) => Left + (double)done / end * (Width - Left - Right);
        double Y(double loss) => Top + (high - loss) / (high - low) * (Height - Top - Bottom);
    }

    // 1, 2 or 5 times a power of ten, so that there are about four lines.
    private static double Step(double range)
    {
        var raw = range / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return (raw / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
    }

    private static IEnumerable<CurvePointView> Thin(List<CurvePointView> points, long end) => points.Count <= 2 * Columns ? points
        : points.GroupBy(p => p.Done * Columns / end).SelectMany(g => new[] { g.MinBy(p => p.Loss)!, g.MaxBy(p => p.Loss)! }.Distinct().OrderBy(p => p.Done));
}
