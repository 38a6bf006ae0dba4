using Pivot.Runner.Reports.Model;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>
/// Colours that stay apart for colour-blind readers (Okabe and Ito, https://jfly.uni-koeln.de/color/), one an arm in every figure.
/// Points of a sweep are lighter shades of their arm's colour.
/// </summary>
internal static class Palette
{
    private static readonly SKColor[] Arms =
    [
        new(0x00, 0x72, 0xB2), new(0xD5, 0x5E, 0x00), new(0x00, 0x9E, 0x73), new(0xCC, 0x79, 0xA7),
        new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x6B, 0x4C, 0x9A), new(0x4D, 0x4D, 0x4D),
    ];

    private static readonly SKColor[] Classes =
    [
        new(0x2F, 0x2F, 0x37), new(0xE6, 0x9F, 0x00), new(0x56, 0xB4, 0xE9), new(0x00, 0x9E, 0x73), new(0xF0, 0xE4, 0x42), new(0x00, 0x72, 0xB2),
        new(0xD5, 0x5E, 0x00), new(0xCC, 0x79, 0xA7), new(0x9B, 0x5D, 0xE5), new(0xA6, 0x76, 0x1D), new(0x8D, 0xD3, 0xC7), new(0xB2, 0xDF, 0x8A),
        new(0xFB, 0x9A, 0x99), new(0x80, 0xB1, 0xD3), new(0xBC, 0x80, 0xBD), new(0x66, 0x66, 0x00),
    ];

    /// <summary>Text.</summary>
    public static SKColor Ink { get; } = new(0x22, 0x22, 0x22);

    /// <summary>Secondary text and frames.</summary>
    public static SKColor Faint { get; } = new(0x6A, 0x6A, 0x6A);

    /// <summary>What belongs to no single arm: a stage that all of them share.</summary>
    public static SKColor Shared { get; } = new(0x44, 0x44, 0x44);

    /// <summary>Pixels of a label map that are not labelled.</summary>
    public static SKColor Unlabelled { get; } = new(0xE4, 0xE4, 0xE4);

    /// <summary>The colour of a row: its arm's hue, lightened by its sweep point.</summary>
    public static SKColor Of(ReportRow row) => Lighten(Hue(Arms, row.ArmIndex), 1 - 1 / (1 + 0.45 * row.PointIndex));

    /// <summary>The colour of a class; class 0 is the background where there is one.</summary>
    public static SKColor OfClass(int index) => Hue(Classes, index);

    /// <summary>Mixed with white.</summary>
    /// <param name="color">The colour.</param>
    /// <param name="share">Share of white, in [0, 1].</param>
    public static SKColor Lighten(SKColor color, double share)
    {
        byte Mix(byte channel) => (byte)Math.Round(channel + (255 - channel) * share);
        return new SKColor(Mix(color.Red), Mix(color.Green), Mix(color.Blue));
    }

    // Past the table, hues a golden angle apart: distinct, if no longer chosen for every kind of colour blindness.
    private static SKColor Hue(SKColor[] table, int index) =>
        index < table.Length ? table[index] : SKColor.FromHsl(index * 137.508f % 360, 55 + index % 3 * 12, 42 + index % 4 * 7);
}
