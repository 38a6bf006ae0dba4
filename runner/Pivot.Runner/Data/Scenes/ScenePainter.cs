using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Data.Scenes;

/// <summary>A scene to pixels: 4 x 4 points a pixel, whole numbers only, so that every machine paints the same bytes.</summary>
internal static class ScenePainter
{
    private const int Points = 4;

    /// <summary>The thing number that stands for the background.</summary>
    public const byte Nothing = 255;

    /// <summary>The picture, and for every pixel the number of the thing that covers at least half of it, or <see cref="Nothing"/>.</summary>
    public static (RasterImage Image, byte[] Things) Paint(Scene scene, int size)
    {
        var rgb = new byte[size * size * 3];
        var things = new byte[size * size];
        Array.Fill(things, Nothing);
        FillBackground(scene.Background, size, rgb);
        foreach (var shape in scene.Shapes)
        {
            var r = SceneCanvas.Radius(shape.Size);
            var box = (shape.X - r, shape.Y - r, shape.X + r, shape.Y + r);
            Fill(rgb, things, size, box, SceneCanvas.Paints[(int)shape.Color], (byte)scene.ThingOf(shape),
                (x, y) => ShapeOutline.Covers(shape.Kind, r, x - shape.X, y - shape.Y));
        }
        if (scene.IsChart) FillBars(scene, size, rgb, things);
        if (scene.Code is { } code) FillCode(scene, code, size, rgb, things);
        return (new RasterImage(size, size, rgb), things);
    }

    private static void FillBackground(Background background, int size, byte[] rgb)
    {
        var (r, g, b) = SceneCanvas.Shades[background.Shade];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
            {
                // Bands and checks are an eighth of the picture wide whatever its size.
                int column = x * 16 / size, row = y * 16 / size;
                var shift = background.Texture switch
                {
                    Texture.Grain => (int)((ulong)SeededRandom.DeriveSeed(background.Seed, x, y) % 17) - 8,
                    Texture.Stripes => (row + background.Seed) % 2 * 10 - 5,
                    Texture.Checks => (row + column + background.Seed) % 2 * 10 - 5,
                    _ => 0,
                };
                Set(rgb, y * size + x, (r + shift, g + shift, b + shift));
            }
    }

    private static void FillBars(Scene scene, int size, byte[] rgb, byte[] things)
    {
        var ink = Ink(scene);
        Fill(rgb, null, size, (48, SceneCanvas.BarFoot, 720, SceneCanvas.BarFoot + 20), ink, Nothing, (_, _) => true);
        // Bars keep their width and stand evenly: slots of a quarter of the chart.
        const int slot = 160, width = 112;
        var left = (SceneCanvas.Units - scene.Bars.Count * slot) / 2 + (slot - width) / 2;
        for (var i = 0; i < scene.Bars.Count; i++)
        {
            var bar = scene.Bars[i];
            var box = (left + i * slot, SceneCanvas.BarFoot - bar.Level * SceneCanvas.BarStep, left + i * slot + width, SceneCanvas.BarFoot);
            Fill(rgb, things, size, box, SceneCanvas.Paints[(int)bar.Color], (byte)scene.ThingOf(bar), (_, _) => true);
        }
    }

    // Text sits on whole pixels, else it would blur: a cell of the face is about a 24th of the side.
    private static void FillCode(Scene scene, Code code, int size, byte[] rgb, byte[] things)
    {
        var cell = Math.Max(1, (size + 12) / 24);
        var width = (code.Symbols.Length * (Glyphs.Width + 1) - 1) * cell;
        var height = Glyphs.Height * cell;
        var left = (size - width) * (code.ShiftX + 1) / (Code.Steps + 2);
        var top = (size / 2 - height) * (code.ShiftY + 1) / (Code.Steps + 2) + (code.Top ? 0 : size / 2);
        var (ink, thing) = (Ink(scene), (byte)scene.ThingOfCode);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (symbol, column) = Math.DivRem(x / cell, Glyphs.Width + 1);
                if (column == Glyphs.Width || !Glyphs.Covers(code.Symbols[symbol], column, y / cell)) continue;
                var at = (top + y) * size + left + x;
                Set(rgb, at, ink);
                things[at] = thing;
            }
    }

    private static (int R, int G, int B) Ink(Scene scene) =>
        SceneCanvas.IsDark(SceneCanvas.Shades[scene.Background.Shade]) ? (250, 250, 250) : (16, 16, 20);

    // Mixes the paint into each pixel of the box by the share of its points that are covered. Points are given in canvas units.
    private static void Fill(byte[] rgb, byte[]? things, int size, (int Left, int Top, int Right, int Bottom) box, (int R, int G, int B) paint, byte thing,
        Func<int, int, bool> covers)
    {
        int First(int unit) => Math.Max(0, unit * size / SceneCanvas.Units);
        int Last(int unit) => Math.Min(size - 1, unit * size / SceneCanvas.Units);
        int left = First(box.Left), top = First(box.Top), right = Last(box.Right), bottom = Last(box.Bottom);
        int[] columns = Places(left, right, size), rows = Places(top, bottom, size);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var hits = 0;
                for (var j = (y - top) * Points; j < (y - top + 1) * Points; j++)
                {
                    if (rows[j] < box.Top || rows[j] > box.Bottom) continue;
                    for (var i = (x - left) * Points; i < (x - left + 1) * Points; i++)
                        if (columns[i] >= box.Left && columns[i] <= box.Right && covers(columns[i], rows[j])) hits++;
                }
                if (hits == 0) continue;
                var at = y * size + x;
                Set(rgb, at, (Mix(rgb[at * 3], paint.R, hits), Mix(rgb[at * 3 + 1], paint.G, hits), Mix(rgb[at * 3 + 2], paint.B, hits)));
                if (things is not null && 2 * hits >= Points * Points) things[at] = thing;
            }
    }

    // Where the points of pixels first..last lie along one side, in canvas units.
    private static int[] Places(int first, int last, int size)
    {
        var places = new int[(last - first + 1) * Points];
        for (var i = 0; i < places.Length; i++) places[i] = (2 * (first * Points + i) + 1) * SceneCanvas.Units / (2 * Points * size);
        return places;
    }

    private static int Mix(int below, int paint, int hits) => (below * (Points * Points - hits) + paint * hits + Points * Points / 2) / (Points * Points);

    private static void Set(byte[] rgb, int at, (int R, int G, int B) color) =>
        (rgb[at * 3], rgb[at * 3 + 1], rgb[at * 3 + 2]) = ((byte)color.R, (byte)color.G, (byte)color.B);
}
