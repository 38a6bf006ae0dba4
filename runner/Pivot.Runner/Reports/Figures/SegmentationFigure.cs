using System.Globalization;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>Image, true classes and each arm's predicted classes, with a legend of the classes that occur.</summary>
internal static class SegmentationFigure
{
    /// <summary>Draws every picture of the first column that has any.</summary>
    public static byte[] Draw(IReadOnlyList<(ReportRow Row, SegmentationPictures Stored)> columns)
    {
        var headings = new List<(string, SKColor)> { ("image", Palette.Ink), ("truth", Palette.Ink) };
        headings.AddRange(columns.Select(c => (c.Row.Label, Palette.Of(c.Row))));
        var pixels = PictureGrid.CellWidth(headings.Count) * FigureCanvas.Scale;
        var reference = columns.First(c => c.Stored.Pictures.Count > 0).Stored;
        var seen = new SortedSet<int>();
        var rows = new List<GridRow>();
        foreach (var first in reference.Pictures)
        {
            using var source = PictureFile.Color(first.Image);
            var truth = PictureFile.Grey(first.Truth);
            seen.UnionWith(truth.Values.Select(v => (int)v));
            var cells = new List<GridCell>
            {
                new(PicturePaint.Image(source, pixels), ""), new(PicturePaint.Labels(truth, reference.Ignore, pixels), ""),
            };
            foreach (var (_, stored) in columns)
            {
                if (stored.Pictures.FirstOrDefault(p => p.Id == first.Id) is not { } same)
                {
                    cells.Add(new GridCell(null, ""));
                    continue;
                }
                var prediction = PictureFile.Grey(same.Prediction);
                seen.UnionWith(prediction.Values.Select(v => (int)v));
                cells.Add(new GridCell(PicturePaint.Labels(prediction, reference.Ignore, pixels), CaptionOf(truth, prediction, reference.Ignore)));
            }
            rows.Add(new GridRow("", cells));
        }
        return PictureGrid.Draw(headings, rows, LegendOf(reference, seen));
    }

    private static string CaptionOf(
        (int Width, int Height, byte[] Values) truth, (int Width, int Height, byte[] Values) prediction, int? ignore)
    {
        int right = 0, labelled = 0;
        for (var y = 0; y < truth.Height; y++)
            for (var x = 0; x < truth.Width; x++)
            {
                var label = truth.Values[y * truth.Width + x];
                if (label == ignore) continue;
                labelled++;
                // A prediction may be stored on a coarser grid than the truth.
                if (prediction.Values[y * prediction.Height / truth.Height * prediction.Width + x * prediction.Width / truth.Width] == label) right++;
            }
        return labelled == 0 ? "" : $"{(100.0 * right / labelled).ToString("0", CultureInfo.InvariantCulture)} % of pixels";
    }

    private static List<LegendEntry> LegendOf(SegmentationPictures stored, SortedSet<int> seen)
    {
        var legend = seen.Where(c => c != stored.Ignore)
            .Select(c => new LegendEntry(c < stored.Classes.Count ? stored.Classes[c] : $"class {c}", Palette.OfClass(c))).ToList();
        if (stored.Ignore is { } ignore && seen.Contains(ignore)) legend.Add(new LegendEntry("not labelled", Palette.Unlabelled));
        return legend;
    }
}
