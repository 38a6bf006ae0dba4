using System.Globalization;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>The same images side by side over arms: the image with the asked-about mask outlined, then each arm's gradient map over it.</summary>
internal static class GradientMapFigure
{
    /// <summary>Draws every picture of the first column that has any.</summary>
    public static byte[] Draw(IReadOnlyList<(ReportRow Row, IReadOnlyList<GradientPicture> Pictures)> columns)
    {
        var headings = new List<(string, SKColor)> { ("image", Palette.Ink) };
        headings.AddRange(columns.Select(c => (c.Row.Label, Palette.Of(c.Row))));
        var pixels = PictureGrid.CellWidth(headings.Count) * FigureCanvas.Scale;
        var rows = new List<GridRow>();
        foreach (var first in columns.First(c => c.Pictures.Count > 0).Pictures)
        {
            using var source = PictureFile.Color(first.Image);
            var image = PicturePaint.Image(source, pixels);
            var cells = new List<GridCell> { new(PicturePaint.WithOutline(image, PictureFile.Grey(first.Mask)), "") };
            foreach (var (_, pictures) in columns)
            {
                var same = pictures.FirstOrDefault(p => p.Id == first.Id);
                cells.Add(same is null ? new GridCell(null, "") : new GridCell(PicturePaint.WithHeat(image, same.Map), CaptionOf(same)));
            }
            rows.Add(new GridRow($"{first.Question}  {first.Answer}", cells));
        }
        return PictureGrid.Draw(headings, rows, []);
    }

    private static string CaptionOf(GradientPicture picture) =>
        (picture.InMask is { } share ? $"{share.ToString("0.00", CultureInfo.InvariantCulture)} in mask" : "")
        + (picture.Hit is { } hit ? hit ? " · hit" : " · miss" : "");
}
