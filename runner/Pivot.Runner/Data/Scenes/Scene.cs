namespace Pivot.Runner.Data.Scenes;

/// <summary>What is in a picture: shapes, perhaps with a code, or a bar chart. All rows and all pixels follow from it.</summary>
/// <remarks>Things are numbered: shapes first, then bars, then the code.</remarks>
internal sealed record Scene(Background Background, IReadOnlyList<Shape> Shapes, IReadOnlyList<Bar> Bars, Code? Code)
{
    public bool IsChart => Bars.Count > 0;

    public int ThingCount => Shapes.Count + Bars.Count + (Code is null ? 0 : 1);

    public int ThingOf(Shape shape) => IndexOf(Shapes, shape);

    public int ThingOf(Bar bar) => Shapes.Count + IndexOf(Bars, bar);

    public int ThingOfCode => Shapes.Count + Bars.Count;

    public Bar Tallest => Bars.MaxBy(b => b.Level)!;

    public Bar Shortest => Bars.MinBy(b => b.Level)!;

    /// <summary>Shapes that are the only one of their colour.</summary>
    public IEnumerable<Shape> OnlyOfColor => Shapes.Where(s => Shapes.Count(o => o.Color == s.Color) == 1);

    /// <summary>Shapes that are the only one of their kind.</summary>
    public IEnumerable<Shape> OnlyOfKind => Shapes.Where(s => Shapes.Count(o => o.Kind == s.Kind) == 1);

    /// <summary>A number that depends on everything but the background; it decides which split may show this content.</summary>
    public long ContentHash
    {
        get
        {
            var path = new List<long>();
            foreach (var s in Shapes) path.AddRange([1, (long)s.Kind, (long)s.Color, (long)s.Size, s.X, s.Y]);
            foreach (var b in Bars) path.AddRange([2, (long)b.Color, b.Level]);
            if (Code is { } code) path.AddRange([3, code.Top ? 1 : 0, code.ShiftX, code.ShiftY, .. code.Symbols.Select(c => (long)c)]);
            return SeededRandom.DeriveSeed(0, path.ToArray());
        }
    }

    private static int IndexOf<T>(IReadOnlyList<T> items, T item)
    {
        for (var i = 0; i < items.Count; i++)
            if (ReferenceEquals(items[i], item)) return i;
        throw new ArgumentException("not in this scene", nameof(item));
    }
}
