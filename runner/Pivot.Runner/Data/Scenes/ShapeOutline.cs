namespace Pivot.Runner.Data.Scenes;

/// <summary>Which points a shape covers, in whole numbers.</summary>
internal static class ShapeOutline
{
    // A five-pointed star about the origin, radius 1000: outer and inner corners in turn, from the top, clockwise.
    private static readonly (int X, int Y)[] Star =
        [(0, -1000), (260, -358), (951, -309), (421, 137), (588, 809), (0, 443), (-588, 809), (-421, 137), (-951, -309), (-260, -358)];

    /// <summary>Whether the shape of radius <paramref name="r"/> about the origin covers a point; y grows downwards.</summary>
    public static bool Covers(ShapeKind kind, int r, int x, int y) => kind switch
    {
        ShapeKind.Circle => x * x + y * y <= r * r,
        ShapeKind.Square => 8 * Math.Abs(x) <= 7 * r && 8 * Math.Abs(y) <= 7 * r,
        ShapeKind.Triangle => y >= -r && 8 * y <= 7 * r && 15 * Math.Abs(x) <= 8 * (y + r),
        ShapeKind.Diamond => Math.Abs(x) + Math.Abs(y) <= r,
        ShapeKind.Cross => (3 * Math.Abs(x) <= r && Math.Abs(y) <= r) || (3 * Math.Abs(y) <= r && Math.Abs(x) <= r),
        ShapeKind.Star => InStar(1000 * x / r, 1000 * y / r),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // Even-odd rule: a ray to the right crosses the outline an odd number of times.
    private static bool InStar(int x, int y)
    {
        var inside = false;
        for (int i = 0, j = Star.Length - 1; i < Star.Length; j = i++)
        {
            var (a, b) = (Star[i], Star[j]);
            if (a.Y > y == b.Y > y) continue;
            var side = (long)(x - a.X) * (b.Y - a.Y) - (long)(b.X - a.X) * (y - a.Y);
            if (side < 0 == b.Y > a.Y) inside = !inside;
        }
        return inside;
    }
}
