namespace Pivot.Runner.Data.Scenes;

/// <summary>The words of the world, and the made-up facts that can only be known by having been told.</summary>
internal static class SceneWords
{
    // Without pairs that look alike in 5 x 7 pixels (O 0, I 1, S 5, B 8, Z 2): reading is asked for, not guessing.
    public const string Letters = "ACHKLPTX";
    public const string Digits = "12345679";

    public static readonly string[] Colors = ["red", "green", "blue", "yellow", "purple", "orange", "cyan"];
    public static readonly string[] Kinds = ["circle", "square", "triangle", "diamond", "cross", "star"];
    public static readonly string[] Plurals = ["circles", "squares", "triangles", "diamonds", "crosses", "stars"];
    public static readonly string[] Sizes = ["small", "medium", "large"];
    public static readonly string[] Places = ["top left", "top right", "bottom left", "bottom right"];
    public static readonly string[] Numbers = ["zero", "one", "two", "three", "four"];
    public static readonly string[] YesNo = ["yes", "no"];

    /// <summary>What each kind of shape eats, by <see cref="ShapeKind"/>.</summary>
    public static readonly string[] Foods = ["plums", "bread", "honey", "rice", "olives", "corn"];

    /// <summary>Which city likes each colour, by <see cref="PaintColor"/>.</summary>
    public static readonly string[] Cities = ["oslo", "lima", "cairo", "paris", "delhi", "tokyo", "quito"];

    public static string Word(this PaintColor color) => Colors[(int)color];

    public static string Word(this ShapeKind kind) => Kinds[(int)kind];

    public static string Word(this ShapeSize size) => Sizes[(int)size];

    public static string Word(this Place place) => Places[(int)place];

    public static string Plural(this ShapeKind kind) => Plurals[(int)kind];

    public static string Food(this ShapeKind kind) => Foods[(int)kind];

    public static string City(this PaintColor color) => Cities[(int)color];

    /// <summary>How a code is read out: symbol by symbol, so that each is a word of its own.</summary>
    public static string ReadOut(string symbols) => string.Join(' ', symbols.ToLowerInvariant().ToCharArray());

    public static string WithArticle(string words) => (words[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + words;

    public static string Name(Shape shape) => $"{shape.Color.Word()} {shape.Kind.Word()}";

    public static string YesOrNo(bool yes) => yes ? "yes" : "no";
}
