namespace Pivot.Runner.Data.Scenes;

/// <summary>Measures and paints of a picture. Lengths are in units of 1/768 of its side (a sixteenth of a pixel at 48), all whole numbers.</summary>
internal static class SceneCanvas
{
    public const int Units = 768;

    /// <summary>Least distance of a shape from the edge of its quarter.</summary>
    public const int Margin = 12;

    /// <summary>Foot of the bars, and how much a level adds to their height.</summary>
    public const int BarFoot = 712;
    public const int BarStep = 124;

    /// <summary>Half the width and height of a shape, by size.</summary>
    private static readonly int[] Radii = [76, 116, 166];

    public static readonly (int R, int G, int B)[] Shades =
        [(244, 244, 242), (226, 230, 236), (236, 228, 214), (200, 204, 206), (58, 60, 66), (34, 38, 52)];

    public static readonly (int R, int G, int B)[] Paints =
        [(216, 32, 36), (36, 150, 56), (36, 78, 214), (246, 214, 34), (146, 48, 186), (250, 130, 16), (40, 198, 204)];

    public static int Radius(ShapeSize size) => Radii[(int)size];

    public static bool IsDark((int R, int G, int B) shade) => shade.R + shade.G + shade.B < 300;
}
