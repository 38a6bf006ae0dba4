namespace Pivot.Runner.Data.Scenes;

/// <summary>A shape in a scene; X and Y are its centre in <see cref="SceneCanvas.Units"/> from the left and the top.</summary>
internal sealed record Shape(ShapeKind Kind, PaintColor Color, ShapeSize Size, Place Place, int X, int Y)
{
    public bool IsLeft => Place is Place.TopLeft or Place.BottomLeft;

    public bool IsTop => Place is Place.TopLeft or Place.TopRight;
}
