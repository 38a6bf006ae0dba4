using Pivot.Runner.Data;
using Pivot.Runner.Data.Scenes;

namespace Pivot.Runner.Tests.Data.Scenes;

public class ScenePainterTests
{
    [Theory]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(100)]
    [InlineData(256)]
    public void Masks_match_the_pixels_at_every_size(int size)
    {
        var world = new ScenesWorld(size, 40, 40, 5);
        var masks = world.Masks();
        var seen = new HashSet<byte>();
        foreach (var sample in masks.Train)
        {
            var (scene, image, mask) = (((ScenePicture)sample.Image).Scene, sample.Image.Load(), sample.LoadMask());
            Assert.Equal((size, size, size, size), (image.Width, image.Height, mask.Width, mask.Height));
            seen.UnionWith(mask.Labels);
            foreach (var shape in scene.Shapes) Check(size, image.Rgb, mask.Labels, (byte)(1 + (int)shape.Kind), SceneCanvas.Paints[(int)shape.Color], shape);
            if (scene.Code is { } code)
            {
                var cell = Math.Max(1, (size + 12) / 24);
                var ink = code.Symbols.Sum(c => Enumerable.Range(0, 35).Count(i => Glyphs.Covers(c, i % 5, i / 5))) * cell * cell;
                Assert.Equal(ink, mask.Labels.Count(l => l == ScenesWorld.TextClass));
            }
            foreach (var bar in scene.Bars)
            {
                var (r, g, b) = SceneCanvas.Paints[(int)bar.Color];
                var painted = Enumerable.Range(0, size * size).Count(i => mask.Labels[i] == ScenesWorld.BarClass && Near(image.Rgb, i, (r, g, b), 0));
                var area = 112.0 * bar.Level * SceneCanvas.BarStep * size * size / SceneCanvas.Units / SceneCanvas.Units;
                Assert.InRange(painted, area * 0.5, area * 1.3);
            }
        }
        Assert.Equal(Enumerable.Range(0, 9).Select(i => (byte)i), seen.Order());
    }

    [Fact]
    public void The_mask_of_a_grounded_question_is_the_thing_asked_about()
    {
        var world = new ScenesWorld(48, 10, 400, 8);
        var samples = world.Grounded();
        Assert.Equal(80, samples.Count);
        var checkedShapes = 0;
        foreach (var sample in samples)
        {
            var mask = sample.LoadMask();
            var scene = ((ScenePicture)sample.Image).Scene;
            Assert.True(scene.ThingCount >= 2);
            Assert.Equal([0, 1], mask.Labels.Distinct().Order().Select(l => (int)l));
            if (!sample.Question.StartsWith("what color is the ")) continue;
            var rgb = sample.Image.Load().Rgb;
            var shape = scene.Shapes.Single(s => sample.Question == $"what color is the {s.Kind.Word()}?");
            var paint = SceneCanvas.Paints[(int)shape.Color];
            Assert.Equal(sample.Answer, shape.Color.Word());
            for (var i = 0; i < mask.Labels.Length; i++)
            {
                if (mask.Labels[i] == 1) Assert.True(InBox(shape, i, 48) && Near(rgb, i, paint, 128));
                else Assert.False(InBox(shape, i, 48) && Near(rgb, i, paint, 0));
            }
            checkedShapes++;
        }
        Assert.True(checkedShapes > 3);
    }

    [Fact]
    public void There_is_a_different_glyph_for_every_letter_and_digit()
    {
        Assert.Equal("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", string.Concat(Glyphs.Symbols.Order()));
        var drawn = Glyphs.Symbols.Select(c => string.Concat(Enumerable.Range(0, 35).Select(i => Glyphs.Covers(c, i % 5, i / 5) ? '#' : '.'))).ToArray();
        Assert.Equal(36, drawn.Distinct().Count());
        Assert.All(SceneWords.Letters + SceneWords.Digits, c => Assert.Contains(c, Glyphs.Symbols));
        Assert.Equal("####." + "#...#" + "#...#" + "####." + "#...." + "#...." + "#....", drawn[Glyphs.Symbols.ToList().IndexOf('P')]);
    }

    [Fact]
    public void Shapes_never_touch_each_other_or_the_code()
    {
        foreach (var picture in new ScenesWorld(48, 500, 1, 2).Pictures(Split.Train))
        {
            var things = ScenePainter.Paint(picture.Scene, 48).Things;
            for (var i = 0; i < things.Length; i++)
                foreach (var next in new[] { i % 48 < 47 ? i + 1 : i, i < 47 * 48 ? i + 48 : i })
                    Assert.True(things[i] == things[next] || things[i] == ScenePainter.Nothing || things[next] == ScenePainter.Nothing, picture.Id);
        }
    }

    private static void Check(int size, byte[] rgb, byte[] labels, byte label, (int R, int G, int B) paint, Shape shape)
    {
        var inside = Enumerable.Range(0, size * size).Where(i => labels[i] == label && InBox(shape, i, size)).ToArray();
        Assert.NotEmpty(inside);
        // Pixels that are covered wholly have the paint itself; those at the rim a mixture that is at least half of it.
        Assert.All(inside, i => Assert.True(Near(rgb, i, paint, 128)));
        Assert.True(inside.Count(i => Near(rgb, i, paint, 0)) >= inside.Length / (size < 48 ? 6 : 3));
        var painted = Enumerable.Range(0, size * size).Where(i => InBox(shape, i, size) && Near(rgb, i, paint, 0));
        Assert.All(painted, i => Assert.Equal(label, labels[i]));
    }

    private static bool InBox(Shape shape, int i, int size)
    {
        var r = SceneCanvas.Radius(shape.Size) + 2 * SceneCanvas.Units / size;
        return Math.Abs((2 * (i % size) + 1) * SceneCanvas.Units / (2 * size) - shape.X) <= r && Math.Abs((2 * (i / size) + 1) * SceneCanvas.Units / (2 * size) - shape.Y) <= r;
    }

    private static bool Near(byte[] rgb, int i, (int R, int G, int B) paint, int most) =>
        Math.Abs(rgb[i * 3] - paint.R) <= most && Math.Abs(rgb[i * 3 + 1] - paint.G) <= most && Math.Abs(rgb[i * 3 + 2] - paint.B) <= most;
}
