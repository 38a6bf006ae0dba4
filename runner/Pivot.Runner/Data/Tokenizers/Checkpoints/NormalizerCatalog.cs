using System.Text.RegularExpressions;

namespace Pivot.Runner.Data.Tokenizers.Checkpoints;

/// <summary>The normalisers of <c>tokenizer.json</c>, from name to step.</summary>
internal static class NormalizerCatalog
{
    private const int MostSteps = 64;

    private static readonly Dictionary<string, Func<JsonPart, TextStep>> Steps = new(StringComparer.Ordinal)
    {
        ["NFC"] = _ => TextSteps.Compose,
        ["NFD"] = _ => TextSteps.Decompose,
        ["Lowercase"] = _ => TextSteps.Lower,
        ["Prepend"] = part => TextSteps.Prepend(part.Get("prepend").Text(), PrefixScheme.Always, unlessThere: false),
        ["Strip"] = part => TextSteps.Strip(part.Flag("strip_left", true), part.Flag("strip_right", true)),
        ["Replace"] = Replace,
    };

    /// <summary>Steps of the whole text, then those of each stretch between added tokens.</summary>
    /// <remarks>
    /// NFC and NFD at the beginning are done to the whole text, as transformers' slow tokenizers do, which the reference cases come from; the Rust library
    /// does them a stretch at a time. The two differ only where a combining mark follows an added token that it composes with.
    /// </remarks>
    public static (IReadOnlyList<TextStep> Whole, IReadOnlyList<TextStep> Steps) Read(JsonPart? normalizer)
    {
        if (normalizer is not { } part) return ([], []);
        var flat = new List<JsonPart>();
        Flatten(part, flat);
        var steps = flat.Select(p => Steps.TryGetValue(p.Get("type").Text(), out var make)
            ? make(p)
            : throw new DataException($"{p.Where}: type \"{p.Get("type").Text()}\" is not known here; known are {string.Join(", ", Steps.Keys)}, Sequence")).ToList();
        var whole = steps.TakeWhile(s => s == TextSteps.Compose || s == TextSteps.Decompose).ToList();
        return (whole, steps[whole.Count..]);
    }

    /// <summary>Parts of sequences within sequences, in order.</summary>
    /// <exception cref="DataException">There are too many.</exception>
    internal static void Flatten(JsonPart part, List<JsonPart> into)
    {
        if (part.Get("type").Text() != "Sequence")
        {
            into.Add(part);
            if (into.Count > MostSteps) throw new DataException($"{part.Where}: more than {MostSteps} steps");
            return;
        }
        foreach (var list in new[] { "normalizers", "pretokenizers", "decoders", "processors" })
            if (part.Find(list) is { } items) foreach (var item in items.Items()) Flatten(item, into);
    }

    private static TextStep Replace(JsonPart part)
    {
        var pattern = part.Get("pattern");
        var content = part.Get("content").Text();
        if (pattern.Find("String") is { } plain)
            return plain.Text() is { Length: > 0 } text ? TextSteps.Replace(text, content) : throw plain.Wrong("a text to replace");
        Regex compiled = ForeignPattern.Compile(pattern.Where, pattern.Get("Regex").Text());
        return TextSteps.Replace(pattern.Where, compiled, content);
    }
}
