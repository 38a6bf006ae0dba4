using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Schemas;

/// <summary>What the validators allow under one key. On a list, bounds and words hold each value.</summary>
internal sealed record KeyRules
{
    public static KeyRules None { get; } = new();

    public Bounds Bounds { get; init; } = new();

    /// <summary>The words, or null when any is allowed.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    public int Fewest { get; init; }

    public int? Most { get; init; }

    public bool Distinct { get; init; }

    /// <summary>What both allow.</summary>
    public KeyRules And(Bounds more) => this with
    {
        Bounds = new Bounds(Larger(Bounds.Least, more.Least), Smaller(Bounds.Most, more.Most), Larger(Bounds.Above, more.Above), Smaller(Bounds.Below, more.Below)),
    };

    /// <summary>The words that both allow.</summary>
    public KeyRules And(IReadOnlyList<string> words) => this with { Words = Words is null ? words : Words.Where(words.Contains).ToList() };

    /// <summary>The counts that both allow.</summary>
    public KeyRules And(ICountRule more) => this with
    {
        Fewest = Math.Max(Fewest, more.Fewest),
        Most = Most is { } most && more.Most is { } other ? Math.Min(most, other) : Most ?? more.Most,
        Distinct = Distinct || more.Distinct,
    };

    private static double? Larger(double? a, double? b) => a is { } x && b is { } y ? Math.Max(x, y) : a ?? b;

    private static double? Smaller(double? a, double? b) => a is { } x && b is { } y ? Math.Min(x, y) : a ?? b;
}
