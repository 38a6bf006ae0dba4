namespace Pivot.Runner.Data.Scenes;

/// <summary>Draws up scenes: colours, kinds, sizes and places are exchangeable, so that no question's text gives its answer away.</summary>
internal static class SceneComposer
{
    private const int TestShare = 8;
    private static readonly Place[] AllPlaces = [Place.TopLeft, Place.TopRight, Place.BottomLeft, Place.BottomRight];

    /// <summary>
    /// Scene number <paramref name="index"/> of a split: half of them shapes alone, a quarter shapes with a code, a quarter charts. Content
    /// belongs to one split or the other by its hash; what falls on the wrong side is drawn anew, so no picture is ever in both.
    /// </summary>
    public static Scene Compose(long seed, Split split, int index) => Until(seed, SceneStream.Pictures, split, index, (index % 4) switch
    {
        1 => Coded,
        3 => Chart,
        _ => Crowd,
    });

    /// <summary>A scene of one shape, of the kind and size given.</summary>
    public static Scene Single(long seed, Split split, int index, ShapeKind kind, ShapeSize size) =>
        Until(seed, SceneStream.Objects, split, index, random => new Scene(Behind(random), [Put(random, kind, Any<PaintColor>(random), size, random.Pick(AllPlaces))], [], null));

    private static Scene Until(long seed, SceneStream stream, Split split, int index, Func<SeededRandom, Scene> draw)
    {
        for (var attempt = 0; ; attempt++)
        {
            var scene = draw(SeededRandom.Derive(seed, (long)stream, (long)split, index, attempt));
            var isTest = (ulong)scene.ContentHash % TestShare == 0;
            if (isTest == (split == Split.Test)) return scene;
        }
    }

    private static Scene Crowd(SeededRandom random) => new(Behind(random), Shapes(random, AllPlaces, random.Next(1, 4)), [], null);

    private static Scene Coded(SeededRandom random)
    {
        var top = random.Chance(1, 2);
        Place[] free = top ? [Place.BottomLeft, Place.BottomRight] : [Place.TopLeft, Place.TopRight];
        var length = random.Next(10) switch { < 4 => 1, < 8 => 2, _ => 3 };
        var symbols = new char[length];
        for (var i = 0; i < length; i++) symbols[i] = random.Pick((random.Chance(1, 2) ? SceneWords.Letters : SceneWords.Digits).ToCharArray());
        var code = new Code(new string(symbols), top, random.Next(0, Code.Steps), random.Next(0, Code.Steps));
        return new Scene(Behind(random), Shapes(random, free, random.Next(1, 2)), [], code);
    }

    private static Scene Chart(SeededRandom random)
    {
        var colors = Shuffled<PaintColor>(random);
        int[] levels = [1, 2, 3, 4, 5];
        random.Shuffle(levels.AsSpan());
        var bars = Enumerable.Range(0, random.Next(2, 4)).Select(i => new Bar(colors[i], levels[i])).ToArray();
        return new Scene(Behind(random), [], bars, null);
    }

    // In two of three scenes some shapes share a kind or a colour: otherwise there would be little to count.
    private static Shape[] Shapes(SeededRandom random, Place[] places, int count)
    {
        places = [.. places];
        random.Shuffle(places.AsSpan());
        var flock = count > 1 && random.Chance(2, 3) ? random.Next(2, count) : 1;
        var byKind = random.Chance(1, 2);
        var (kinds, colors) = (Shuffled<ShapeKind>(random), Shuffled<PaintColor>(random));
        var shapes = new Shape[count];
        for (var i = 0; i < count; i++)
        {
            var kind = kinds[byKind && i < flock ? 0 : i];
            var color = colors[!byKind && i < flock ? 0 : i];
            shapes[i] = Put(random, kind, color, Any<ShapeSize>(random), places[i]);
        }
        random.Shuffle(shapes.AsSpan());
        return shapes;
    }

    private static Shape Put(SeededRandom random, ShapeKind kind, PaintColor color, ShapeSize size, Place place)
    {
        var room = SceneCanvas.Units / 4 - SceneCanvas.Radius(size) - SceneCanvas.Margin;
        var (left, top) = (place is Place.TopLeft or Place.BottomLeft, place is Place.TopLeft or Place.TopRight);
        var x = SceneCanvas.Units / 4 * (left ? 1 : 3) + random.Next(-room, room);
        var y = SceneCanvas.Units / 4 * (top ? 1 : 3) + random.Next(-room, room);
        return new Shape(kind, color, size, place, x, y);
    }

    private static Background Behind(SeededRandom random) =>
        new(random.Next(SceneCanvas.Shades.Length), random.Chance(1, 2) ? Texture.Plain : Any<Texture>(random), (int)(random.NextUInt() >> 1));

    private static T Any<T>(SeededRandom random) where T : struct, Enum => random.Pick(Enum.GetValues<T>());

    private static T[] Shuffled<T>(SeededRandom random) where T : struct, Enum
    {
        var all = Enum.GetValues<T>();
        random.Shuffle(all.AsSpan());
        return all;
    }
}
