using System.Text.RegularExpressions;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The pre-tokenizers of <c>tokenizer.json</c>, from name to what they do.</summary>
internal static class PreTokenizerCatalog
{
    private static readonly string[] Known = ["Split", "ByteLevel", "Metaspace", "Digits", "Sequence"];

    /// <summary>Steps, splitters, and whether words are written in the byte alphabet.</summary>
    public static (IReadOnlyList<TextStep> Steps, IReadOnlyList<ISplitter> Splitters, bool IsByteLevel) Read(JsonPart? preTokenizer)
    {
        var steps = new List<TextStep>();
        var splitters = new List<ISplitter>();
        var isByteLevel = false;
        if (preTokenizer is not { } whole) return (steps, splitters, false);
        var flat = new List<JsonPart>();
        NormalizerCatalog.Flatten(whole, flat);
        foreach (var part in flat)
        {
            switch (part.Get("type").Text())
            {
                case "Split":
                    splitters.Add(Split(part));
                    break;
                case "Digits":
                    splitters.Add(new SplitPattern(part.Where, part.Flag("individual_digits", false) ? @"\p{N}" : @"\p{N}+"));
                    break;
                case "ByteLevel":
                    isByteLevel = true;
                    if (part.Flag("add_prefix_space", true)) steps.Add(AtFront(part, splitters, TextSteps.Prepend(" ", PrefixScheme.Always, unlessThere: true)));
                    if (part.Flag("use_regex", true)) splitters.Add(new SplitPattern(part.Where, SplitPattern.Gpt2));
                    break;
                case "Metaspace":
                    Metaspace(part, steps, splitters);
                    break;
                case var other:
                    throw new DataException($"{part.Where}: type \"{other}\" is not known here; known are {string.Join(", ", Known)}");
            }
        }
        return (steps, splitters, isByteLevel);
    }

    private static SplitPattern Split(JsonPart part)
    {
        var pattern = part.Get("pattern");
        var text = pattern.Find("String") is { } plain ? Regex.Escape(plain.Text()) : pattern.Get("Regex").Text();
        if (text.Length == 0) throw pattern.Wrong("a pattern");
        var name = part.TextOf("behavior") ?? "Isolated";
        if (!Enum.TryParse<SplitBehavior>(name, out var behavior) || !Enum.IsDefined(behavior) || char.IsAsciiDigit(name[0]))
            throw new DataException($"{part.Where}: behavior \"{name}\" is not known here; known are {string.Join(", ", Enum.GetNames<SplitBehavior>())}");
        return new SplitPattern(pattern.Where, text, behavior, part.Flag("invert", false));
    }

    private static void Metaspace(JsonPart part, List<TextStep> steps, List<ISplitter> splitters)
    {
        if (part.TextOf("replacement") is { } other && other != TextSteps.Space.ToString()) throw new DataException($"{part.Where}: replacement \"{other}\"; known is \"{TextSteps.Space}\"");
        var scheme = Scheme(part);
        var space = TextSteps.Space.ToString();
        steps.Add(AtFront(part, splitters, TextSteps.Replace(" ", space)));
        steps.Add(TextSteps.Prepend(space, scheme, unlessThere: true));
        if (part.Flag("split", true)) splitters.Add(new SpaceSplitter());
    }

    /// <summary>The scheme of a Metaspace, in its newer and its older way.</summary>
    internal static PrefixScheme Scheme(JsonPart part) => part.TextOf("prepend_scheme") switch
    {
        "never" => PrefixScheme.Never,
        "first" => PrefixScheme.First,
        "always" => PrefixScheme.Always,
        null => part.Flag("add_prefix_space", true) ? PrefixScheme.Always : PrefixScheme.Never,
        var other => throw new DataException($"{part.Where}: prepend_scheme \"{other}\"; known are never, first, always"),
    };

    // A space before each word of a splitter would be another text than a space before the stretch.
    private static TextStep AtFront(JsonPart part, List<ISplitter> splitters, TextStep step) => splitters.Count == 0
        ? step
        : throw new DataException($"{part.Where}: {part.Get("type").Text()} behind a splitter changes its words, which is not known here");
}
