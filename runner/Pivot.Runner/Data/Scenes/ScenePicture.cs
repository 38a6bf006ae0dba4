using Pivot.Runner.Data.Images;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Scenes;

/// <summary>A picture of the built-in world, painted when it is asked for.</summary>
internal sealed class ScenePicture(string id, Scene scene, int imageSize) : ImageReference
{
    public override string Id => id;

    public Scene Scene => scene;

    public override RasterImage Load() => ScenePainter.Paint(scene, imageSize).Image;

    public override PixelSize Size() => new(imageSize, imageSize);

    /// <summary>Class of each pixel, an index into <see cref="ScenesWorld.MaskClasses"/>.</summary>
    public LabelMap LoadClasses() => Map(thing => (byte)ClassOf(thing));

    /// <summary>1 where the thing is, 0 elsewhere.</summary>
    public LabelMap LoadThing(int wanted) => Map(thing => thing == wanted ? (byte)1 : (byte)0);

    private LabelMap Map(Func<byte, byte> label) => new(imageSize, imageSize, Array.ConvertAll(ScenePainter.Paint(scene, imageSize).Things, t => label(t)));

    private int ClassOf(byte thing)
    {
        if (thing == ScenePainter.Nothing) return 0;
        if (thing < scene.Shapes.Count) return 1 + (int)scene.Shapes[thing].Kind;
        return scene.Code is not null && thing == scene.ThingOfCode ? ScenesWorld.TextClass : ScenesWorld.BarClass;
    }
}
