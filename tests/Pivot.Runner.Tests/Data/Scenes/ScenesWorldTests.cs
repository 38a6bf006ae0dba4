using System.Security.Cryptography;
using System.Text;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Scenes;
using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Tests.Data.Scenes;

public class ScenesWorldTests
{
    private static readonly ScenesWorld World = new(48, train: 3000, test: 600, seed: 11);

    [Fact]
    public void The_same_seed_gives_the_same_rows_and_pixels_on_every_machine()
    {
        var world = new ScenesWorld(48, 80, 40, 11);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Text(params string[] texts) => hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', texts) + "\n"));
        foreach (var split in Enum.GetValues<Split>())
        {
            foreach (var s in world.Captions(split)) Text(s.Id, s.Caption);
            foreach (var s in world.Captions(split)) hash.AppendData(s.Image.Load().Rgb);
            foreach (var s in world.Instruct(split)) Text([s.Id, .. s.Turns.SelectMany(t => new[] { t.Question, t.Answer })]);
        }
        foreach (var s in world.Preference()) Text(s.Id, s.Question, s.Chosen, s.Rejected);
        foreach (var s in world.Questions()) Text(s.Id, s.Question, s.Answer, s.Group);
        foreach (var s in world.Objects().Train.Concat(world.Objects().Test)) hash.AppendData(s.Image.Load().Rgb);
        foreach (var s in world.Masks().Train.Concat(world.Masks().Test)) hash.AppendData(s.LoadMask().Labels);
        foreach (var s in world.Grounded())
        {
            Text(s.Id, s.Question, s.Answer, s.WrongAnswer);
            hash.AppendData(s.LoadMask().Labels);
        }
        // Change it only together with ScenesWorld.Version: stored results name the data by that.
        Assert.Equal("scenes-v1", ScenesWorld.Version);
        Assert.Equal("404ea98f124f18f24b2cc5e26e262e1d", Convert.ToHexStringLower(hash.GetHashAndReset())[..32]);
    }

    [Fact]
    public void Every_answer_is_what_the_scene_says()
    {
        var seen = new HashSet<int>();
        void Check(ImageReference image, string question, string answer, string? wrong = null)
        {
            var (right, rule) = SceneOracle.Answer(((ScenePicture)image).Scene, question);
            Assert.Equal(right, answer);
            Assert.NotEqual(right, wrong);
            seen.Add(rule);
        }
        foreach (var s in World.Questions()) Check(s.Image, s.Question, s.Answer);
        foreach (var s in World.Preference()) Check(s.Image, s.Question, s.Chosen, s.Rejected);
        foreach (var s in World.Grounded()) Check(s.Image, s.Question, s.Answer, s.WrongAnswer);
        foreach (var s in World.Instruct(Split.Train))
        {
            Assert.InRange(s.Turns.Count, 8, 12);
            Assert.Equal(s.Turns.Count, s.Turns.Select(t => t.Question).Distinct().Count());
            foreach (var turn in s.Turns) Check(s.Image, turn.Question, turn.Answer);
        }
        Assert.Equal(SceneOracle.RuleCount, seen.Count);
    }

    [Fact]
    public void Wrong_answers_are_of_the_same_kind_as_right_ones()
    {
        // Over all pairs of one question text, what is rejected is somewhere chosen; codes are too many to meet each twice.
        foreach (var text in World.Preference().Where(p => !p.Question.Contains("code say")).GroupBy(p => p.Question).Where(g => g.Count() >= 60))
            Assert.Subset(text.Select(p => p.Chosen).ToHashSet(), text.Select(p => p.Rejected).ToHashSet());
        var pairs = World.Preference().Where(p => p.Question == "what does the code say?").ToArray();
        Assert.True(pairs.Length > 50);
        Assert.All(pairs, p => Assert.Equal(1, p.Chosen.Zip(p.Rejected).Count(c => c.First != c.Second)));
    }

    [Fact]
    public void The_groups_are_the_four_and_about_equally_large()
    {
        var groups = World.Questions().GroupBy(q => q.Group).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(SceneGroups.All.Order(), groups.Keys.Order());
        Assert.All(groups.Values, count => Assert.InRange(count, 2400 / 4 * 0.8, 2400 / 4 * 1.2));
    }

    [Fact]
    public void Knowing_the_question_alone_answers_few()
    {
        var most = World.Instruct(Split.Train).SelectMany(s => s.Turns).GroupBy(t => t.Question)
            .ToDictionary(g => g.Key, g => g.GroupBy(t => t.Answer).OrderByDescending(a => a.Count()).ThenBy(a => a.Key, StringComparer.Ordinal).First().Key);
        var blind = World.Questions().GroupBy(q => q.Group)
            .ToDictionary(g => g.Key, g => g.Average(q => most.GetValueOrDefault(q.Question) == q.Answer ? 1.0 : 0.0));
        Assert.InRange(blind[SceneGroups.General], 0, 0.55);
        Assert.InRange(blind[SceneGroups.Knowledge], 0, 0.25);
        Assert.InRange(blind[SceneGroups.OcrChart], 0, 0.40);
        Assert.InRange(blind[SceneGroups.VisionCentric], 0, 0.50);
    }

    [Fact]
    public void No_kind_of_question_has_an_answer_that_is_right_most_of_the_time()
    {
        var asked = World.Instruct(Split.Train).SelectMany(s => s.Turns.Select(t => (SceneOracle.Answer(((ScenePicture)s.Image).Scene, t.Question).Rule, t.Answer)));
        foreach (var kind in asked.GroupBy(a => a.Rule).Where(g => g.Count() >= 200))
        {
            var shares = kind.GroupBy(a => a.Answer).Select(g => (double)g.Count() / kind.Count()).ToArray();
            Assert.InRange(shares.Max(), 0, shares.Length == 2 ? 0.56 : 0.47);
        }
    }

    [Fact]
    public void No_picture_is_in_both_splits()
    {
        static string Pixels(ImageReference image) => Convert.ToHexString(SHA256.HashData(image.Load().Rgb));
        var world = new ScenesWorld(32, 1500, 800, 3);
        var train = world.Captions(Split.Train).Select(s => s.Image).Concat(world.Objects().Train.Select(s => s.Image)).Select(Pixels).ToHashSet();
        var test = world.Captions(Split.Test).Select(s => s.Image).Concat(world.Objects().Test.Select(s => s.Image)).Select(Pixels).ToHashSet();
        Assert.True(train.Count > 1700 && test.Count > 1000);
        Assert.Empty(train.Intersect(test));
    }

    [Fact]
    public void The_words_are_few_and_the_test_needs_none_that_training_lacks()
    {
        var texts = World.Captions(Split.Train).Select(s => s.Caption).Concat(World.Instruct(Split.Train).SelectMany(s => s.Turns).SelectMany(t => new[] { t.Question, t.Answer }));
        var tokenizer = WordTokenizer.Build(texts, 1000);
        Assert.InRange(tokenizer.Words.Count, 80, 150);
        foreach (var q in World.Questions())
        {
            Assert.DoesNotContain(PivotTokens.Unknown, tokenizer.Encode($"{q.Question} {q.Answer}"));
            Assert.Equal(q.Question, tokenizer.Decode(tokenizer.Encode(q.Question)));
        }
    }

    [Fact]
    public void Objects_are_evenly_spread_over_classes()
    {
        var set = World.Objects();
        Assert.Equal(12, set.Classes.Count);
        Assert.Equal((750, 300), (set.Train.Count, set.Test.Count));
        Assert.All(set.Train.GroupBy(s => s.Label), g => Assert.InRange(g.Count(), 62, 63));
        foreach (var sample in set.Test)
        {
            var shape = Assert.Single(((ScenePicture)sample.Image).Scene.Shapes);
            Assert.Equal(set.Classes[sample.Label], $"{shape.Size} {shape.Kind}".ToLowerInvariant());
        }
    }

    [Fact]
    public void Ids_are_unique_within_a_view()
    {
        Assert.Equal(World.Questions().Count, World.Questions().Select(q => q.Id).Distinct().Count());
        Assert.Equal(600, World.Captions(Split.Test).Select(s => s.Image.Id).Distinct().Count());
        Assert.NotEqual(World.Captions(Split.Test)[0].Image.Id, new ScenesWorld(48, 10, 10, 12).Captions(Split.Test)[0].Image.Id);
    }

    [Theory]
    [InlineData(31, 10, 10)]
    [InlineData(257, 10, 10)]
    [InlineData(48, 0, 10)]
    [InlineData(48, 10, 0)]
    public void Numbers_out_of_range_are_refused(int imageSize, int train, int test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScenesWorld(imageSize, train, test, 1));
}
