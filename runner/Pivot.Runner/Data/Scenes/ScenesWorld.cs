using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Scenes;

/// <summary>
/// The built-in world: coloured shapes, short codes and bar charts, made by code. Everything follows from (seed, split, index): the same
/// rows and the same pixels on every machine. No picture is in both splits, whatever the view.
/// </summary>
public sealed class ScenesWorld
{
    /// <summary>Names the version of the rows and pixels; raised when a seed gives others than before.</summary>
    public const string Version = "scenes-v1";

    internal const int TextClass = 7;
    internal const int BarClass = 8;
    internal const int QuestionsAPicture = 4;

    private readonly long _seed;
    private readonly Dictionary<Split, ScenePicture[]> _pictures = [];

    /// <summary>A world of square pictures.</summary>
    /// <param name="imageSize">Side in pixels, 32..256.</param>
    /// <param name="train">Training pictures, at least 1.</param>
    /// <param name="test">Test pictures, at least 1.</param>
    /// <param name="seed">Other seeds show other pictures; the words and the made-up facts stay the same.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScenesWorld(int imageSize, int train, int test, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageSize, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(imageSize, 256);
        ArgumentOutOfRangeException.ThrowIfLessThan(train, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 1);
        (ImageSize, Train, Test, _seed) = (imageSize, train, test, seed);
    }

    /// <summary>Side of the pictures in pixels.</summary>
    public int ImageSize { get; }

    /// <summary>Number of training pictures.</summary>
    public int Train { get; }

    /// <summary>Number of test pictures.</summary>
    public int Test { get; }

    /// <summary>Classes of pixels: background, the kinds of shapes, text, bar.</summary>
    public static IReadOnlyList<string> MaskClasses { get; } = ["background", .. SceneWords.Kinds, "text", "bar"];

    /// <summary>Classes of single objects: small and large ones of each kind. Colour and place tell nothing about them.</summary>
    public static IReadOnlyList<string> ObjectClasses { get; } =
        [.. SceneWords.Kinds.SelectMany(kind => new[] { $"small {kind}", $"large {kind}" })];

    /// <summary>A sentence for each picture: what is there, where, and what is written.</summary>
    public IReadOnlyList<CaptionSample> Captions(Split split) =>
        [.. Pictures(split).Select(p => new CaptionSample(p.Id, p, SceneCaption.Of(p.Scene)))];

    /// <summary>A conversation of 8 to 12 questions for each picture; no answer gives another away more than the picture does.</summary>
    public IReadOnlyList<ConversationSample> Instruct(Split split) => [.. Pictures(split).Select((picture, index) =>
    {
        var random = Stream(SceneStream.Instruct, split, index);
        var turns = QuestionCatalog.Draw(picture.Scene, index, random.Next(8, 12), random);
        return new ConversationSample(picture.Id, picture, [.. turns.Select(t => new Turn(t.Question.Text, t.Question.Answer))]);
    })];

    /// <summary>A pair for each training picture: the right answer, and a wrong one of the same kind, often true of something else in it.</summary>
    public IReadOnlyList<PreferenceSample> Preference() => [.. Pictures(Split.Train).Select((picture, index) =>
    {
        var random = Stream(SceneStream.Preference, Split.Train, index);
        var question = QuestionCatalog.Draw(picture.Scene, index, QuestionsAPicture, random)[index / 4 % 2].Question;
        return new PreferenceSample(picture.Id, picture, question.Text, question.Answer, question.Wrong(random));
    })];

    /// <summary>Four questions for each test picture, in the groups of <see cref="SceneGroups"/>.</summary>
    public IReadOnlyList<QuestionSample> Questions() => [.. Pictures(Split.Test).SelectMany((picture, index) =>
        QuestionCatalog.Draw(picture.Scene, index, QuestionsAPicture, Stream(SceneStream.Questions, Split.Test, index))
            .Select((q, i) => new QuestionSample($"{picture.Id}-{i}", picture, q.Question.Text, q.Question.Answer, q.Group)))];

    /// <summary>Pictures of one shape, as many of each class: a quarter as many to train and half as many to test as the world has pictures.</summary>
    public LabelledSet Objects() => new(ObjectClasses, Objects(Split.Train, ObjectCounts.Train), Objects(Split.Test, ObjectCounts.Test));

    /// <summary>Pictures and the class of each of their pixels: the first tenth of the training and fifth of the test pictures.</summary>
    public MaskSet Masks() => new(MaskClasses, null, Masks(Split.Train, MaskCounts.Train), Masks(Split.Test, MaskCounts.Test));

    /// <summary>
    /// A question about one thing among several, with that thing's pixels: one for each of the first test pictures that hold at least two
    /// things, as many as a fifth of the test pictures where there are so many.
    /// </summary>
    public IReadOnlyList<GroundedSample> Grounded()
    {
        var samples = new List<GroundedSample>();
        var pictures = Pictures(Split.Test);
        for (var index = 0; index < pictures.Length && samples.Count < MostGrounded; index++)
        {
            var picture = pictures[index];
            var random = Stream(SceneStream.Grounded, Split.Test, index);
            if (picture.Scene.ThingCount < 2) continue;
            if (QuestionCatalog.Draw(picture.Scene, index, 1, random, q => q.Thing >= 0) is not [var (_, question)]) continue;
            samples.Add(new GroundedSample(picture.Id, picture, question.Text, question.Answer, question.Wrong(random), () => picture.LoadThing(question.Thing)));
        }
        return samples;
    }

    internal (int Train, int Test) ObjectCounts => (Share(Train, 4), Share(Test, 2));

    internal (int Train, int Test) MaskCounts => (Share(Train, 10), Share(Test, 5));

    internal int MostGrounded => Share(Test, 5);

    // Scenes are small and shared by the views; pixels are painted on demand.
    internal ScenePicture[] Pictures(Split split)
    {
        lock (_pictures)
        {
            if (_pictures.TryGetValue(split, out var known)) return known;
            return _pictures[split] = [.. Enumerable.Range(0, split == Split.Train ? Train : Test)
                .Select(index => new ScenePicture(Id("", split, index), SceneComposer.Compose(_seed, split, index), ImageSize))];
        }
    }

    private LabelledSample[] Objects(Split split, int count) => [.. Enumerable.Range(0, count).Select(index =>
    {
        var label = index % ObjectClasses.Count;
        var scene = SceneComposer.Single(_seed, split, index, (ShapeKind)(label / 2), label % 2 == 0 ? ShapeSize.Small : ShapeSize.Large);
        var id = Id("object-", split, index);
        return new LabelledSample(id, new ScenePicture(id, scene, ImageSize), label);
    })];

    private MaskSample[] Masks(Split split, int count) => [.. Pictures(split).Take(count).Select(p => new MaskSample(p.Id, p, p.LoadClasses))];

    // A share of the pictures, but not fewer than 64 where there are as many.
    private static int Share(int pictures, int part) => Math.Max(pictures / part, Math.Min(pictures, 64));

    private SeededRandom Stream(SceneStream stream, Split split, int index) => SeededRandom.Derive(_seed, (long)stream, (long)split, index);

    // Equal ids must mean equal pixels, also between worlds.
    private string Id(string what, Split split, int index) =>
        $"scenes-{_seed}-{ImageSize}-{(split == Split.Train ? "train" : "test")}-{what}{index:d6}";
}
