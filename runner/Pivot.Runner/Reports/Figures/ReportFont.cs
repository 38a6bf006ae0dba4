using System.Reflection;
using ScottPlot;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>
/// The font of every figure, carried in the program: a fresh container has none, and text then draws as nothing at all. DejaVu Sans, because
/// names of arms may be in any of the scripts it covers and it has the signs the report uses.
/// </summary>
internal sealed class ReportFont : IFontResolver
{
    private const string Name = "Pivot Report Sans";
    private static readonly Lazy<SKTypeface> Loaded = new(Load);
    private static readonly Lazy<string> Registered = new(() =>
    {
        // First, so that a host's font of the same name (or its fallback for an unknown one) is never asked.
        Fonts.FontResolvers.Insert(0, new ReportFont());
        return Name;
    });

    private ReportFont()
    {
    }

    /// <summary>The typeface.</summary>
    public static SKTypeface Typeface => Loaded.Value;

    /// <summary>The name by which ScottPlot finds it.</summary>
    public static string PlotName => Registered.Value;

    /// <summary>The font at a size in pixels.</summary>
    public static SKFont At(float size, bool bold = false) => new(Typeface, size) { Subpixel = true, Edging = SKFontEdging.Antialias, Embolden = bold };

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => fontName == Name ? Load() : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Load() : null;

    private static SKTypeface Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("DejaVuSans.ttf")
            ?? throw new InvalidOperationException("the program was built without its embedded font DejaVuSans.ttf");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException("the embedded font DejaVuSans.ttf cannot be read");
    }
}
