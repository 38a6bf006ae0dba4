using System.Text.RegularExpressions;
using Pivot.Runner.Data.Scenes;

namespace Pivot.Runner.Tests.Data.Scenes;

/// <summary>Answers a question from its words and the scene graph alone, written apart from the code that asks. Facts are spelt out again.</summary>
internal static class SceneOracle
{
    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four"];

    private static readonly Dictionary<string, string> Eats = new()
    {
        ["circle"] = "plums", ["square"] = "bread", ["triangle"] = "honey", ["diamond"] = "rice", ["cross"] = "olives", ["star"] = "corn",
    };

    private static readonly Dictionary<string, string> LikedBy = new()
    {
        ["red"] = "oslo", ["green"] = "lima", ["blue"] = "cairo", ["yellow"] = "paris", ["purple"] = "delhi", ["orange"] = "tokyo", ["cyan"] = "quito",
    };

    private static readonly (string Pattern, Func<Scene, string[], string> Answer)[] Rules =
    [
        (@"(?:is there|do you see) an? (\w+) shape", (s, w) => YesNo(s.Shapes.Any(x => Color(x) == w[0]))),
        (@"(?:is there|do you see) an? (\w+) bar", (s, w) => YesNo(s.Bars.Any(b => Color(b) == w[0]))),
        (@"(?:is there|do you see) an? (\w+) (\w+)", (s, w) => YesNo(s.Shapes.Any(x => Color(x) == w[0] && Kind(x) == w[1]))),
        (@"(?:is there|do you see) an? (\w+)", (s, w) => YesNo(s.Shapes.Any(x => Kind(x) == w[0]))),
        (@"what color is the (\w+)", (s, w) => Color(s.Shapes.Single(x => Kind(x) == w[0]))),
        (@"what is the (\w+) shape", (s, w) => Kind(s.Shapes.Single(x => Color(x) == w[0]))),
        (@"what does the shape at the (\w+ \w+) eat", (s, w) => Eats[Kind(s.Shapes.Single(x => Where(x) == w[0]))]),
        (@"what does the (\w+) shape eat", (s, w) => Eats[Kind(s.Shapes.Single(x => Color(x) == w[0]))]),
        (@"which city likes the tallest bar", (s, _) => LikedBy[Color(ByHeight(s)[^1])]),
        (@"which city likes the shortest bar", (s, _) => LikedBy[Color(ByHeight(s)[0])]),
        (@"which city likes the (\w+)", (s, w) => LikedBy[Color(s.Shapes.Single(x => Kind(x) == w[0]))]),
        (@"what does the code say", (s, _) => string.Join(' ', s.Code!.Symbols.ToLowerInvariant().AsEnumerable())),
        (@"what letter is shown", (s, _) => s.Code!.Symbols.Single(char.IsLetter).ToString().ToLowerInvariant()),
        (@"what digit is shown", (s, _) => s.Code!.Symbols.Single(char.IsDigit).ToString()),
        (@"what is the first symbol of the code", (s, _) => s.Code!.Symbols[..1].ToLowerInvariant()),
        (@"what is the last symbol of the code", (s, _) => s.Code!.Symbols[^1..].ToLowerInvariant()),
        (@"which bar is the tallest", (s, _) => Color(ByHeight(s)[^1])),
        (@"which bar is the shortest", (s, _) => Color(ByHeight(s)[0])),
        (@"is the (\w+) bar taller than the (\w+) bar", (s, w) => YesNo(Bar(s, w[0]).Level > Bar(s, w[1]).Level)),
        (@"is the (\w+) bar left of the (\w+) bar", (s, w) => YesNo(s.Bars.ToList().IndexOf(Bar(s, w[0])) < s.Bars.ToList().IndexOf(Bar(s, w[1])))),
        (@"how many shapes are there", (s, _) => Numbers[s.Shapes.Count]),
        (@"how many bars are there", (s, _) => Numbers[s.Bars.Count]),
        (@"how many (\w+) shapes are there", (s, w) => Numbers[s.Shapes.Count(x => Color(x) == w[0])]),
        (@"how many (\w+?)(?:es|s) are there", (s, w) => Numbers[s.Shapes.Count(x => w[0].StartsWith(Kind(x).TrimEnd('e')))]),
        (@"where is the (\w+) (\w+)", (s, w) => Where(Shape(s, w[0], w[1]))),
        (@"is the (\w+) (\w+) left of the (\w+) (\w+)", (s, w) => YesNo(Shape(s, w[0], w[1]).X + 150 < Shape(s, w[2], w[3]).X)),
        (@"is the (\w+) (\w+) above the (\w+) (\w+)", (s, w) => YesNo(Shape(s, w[0], w[1]).Y + 150 < Shape(s, w[2], w[3]).Y)),
        (@"which is larger, the (\w+) shape or the (\w+) shape",
            (s, w) => s.Shapes.Single(x => Color(x) == w[0]).Size > s.Shapes.Single(x => Color(x) == w[1]).Size ? w[0] : w[1]),
        (@"what size is the (\w+) (\w+)", (s, w) => Shape(s, w[0], w[1]).Size.ToString().ToLowerInvariant()),
    ];

    public static int RuleCount => Rules.Length;

    /// <summary>The answer, and which kind of question it was.</summary>
    public static (string Answer, int Rule) Answer(Scene scene, string question)
    {
        for (var rule = 0; rule < Rules.Length; rule++)
        {
            var match = Regex.Match(question, $"^{Rules[rule].Pattern}\\?$");
            if (match.Success) return (Rules[rule].Answer(scene, [.. match.Groups.Values.Skip(1).Select(g => g.Value)]), rule);
        }
        throw new InvalidOperationException($"no rule for: {question}");
    }

    private static string YesNo(bool yes) => yes ? "yes" : "no";

    private static string Color(Shape shape) => shape.Color.ToString().ToLowerInvariant();

    private static string Color(Bar bar) => bar.Color.ToString().ToLowerInvariant();

    private static string Kind(Shape shape) => shape.Kind.ToString().ToLowerInvariant();

    private static string Where(Shape shape) => $"{(shape.Y < 384 ? "top" : "bottom")} {(shape.X < 384 ? "left" : "right")}";

    private static Shape Shape(Scene scene, string color, string kind) => scene.Shapes.Single(x => Color(x) == color && Kind(x) == kind);

    private static Bar Bar(Scene scene, string color) => scene.Bars.Single(b => Color(b) == color);

    private static Bar[] ByHeight(Scene scene) => [.. scene.Bars.OrderBy(b => b.Level)];
}
