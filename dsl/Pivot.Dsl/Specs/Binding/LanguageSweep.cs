using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: sweeps.</summary>
internal static class LanguageSweep
{
    /// <summary>A condition of a sweep: paths, and <c>arm</c>, to tests.</summary>
    public static OverridesShape Condition { get; } = new("condition", OverrideForm.Test, nullIsValue: true);

    /// <summary>What the values of a path are drawn from: one of these.</summary>
    public static RecordShape Distribution { get; } = new("distribution", null,
    [
        new("choice", new ValueShape(ValueKind.Any) { IsList = true, FewestValues = 1 }, "One of these values, each as likely."),
        new("int", Pair(ValueKind.Whole, null), "A whole number from the first to the second, both included."),
        new("uniform", Pair(ValueKind.Number, null), "A number between the two, rounded to 4 significant digits."),
        new("log", Pair(ValueKind.Number, new Bounds(Above: 0)), "A number between the two whose logarithm is uniform, rounded to 4 significant digits.") { Examples = ["[1e-5, 1e-3]"] },
    ]);

    /// <summary>What a condition holds a path's value to, where it is more than a value or a list of them.</summary>
    public static RecordShape Test { get; } = new("test", null,
    [
        new("not", new ValueShape(ValueKind.Text) { IsList = true, InPlaceOfList = Values.Text }, "A value that it must not have, or a list of them."),
        new("above", Values.Number, "A number that it must exceed."),
        new("at_least", Values.Number, "The least that it may be."),
        new("below", Values.Number, "A number that it must stay below."),
        new("at_most", Values.Number, "The most that it may be."),
    ]);

    public static RecordShape Random { get; } = new("random", null,
    [
        new("count", Values.Whole, "How many points are drawn.") { Required = true },
        new("seed", Values.Whole, "What they are drawn from; the same seed draws the same points on every machine.") { Default = "0" },
        new("over", new OverridesShape("random.over", OverrideForm.Distribution, nullIsValue: false),
            "Dotted paths to what their values are drawn from: choice, int, uniform or log.") { Required = true, Examples = ["{ \"stages.post.learning_rate\": { \"log\": [1e-5, 1e-3] } }"] },
    ]);

    public static RecordShape Sweep { get; } = new("sweep", null,
    [
        new("grid", new OverridesShape("grid", OverrideForm.Axis, nullIsValue: false), "Dotted paths to their values; all combinations are run.")
            { Examples = ["{ \"stages.post.beta\": [0.05, 0.1, 0.5] }"] },
        new("zip", new OverridesShape("zip", OverrideForm.Axis, nullIsValue: false),
            "Dotted paths to their values, all of one length; the first values of all go together, then the second."),
        new("list", new ListShape("point", () => new OverridesShape("point", OverrideForm.Value, nullIsValue: true)), "Points written out, each a map of dotted paths to values."),
        new("random", Random, "Points drawn at random."),
        new("product", new ListShape("sweep", () => Sweep!), "Sweeps multiplied with each other."),
        new("sum", new ListShape("sweep", () => Sweep!), "Sweeps put one after another."),
        new("when", Condition, "Keeps the points for which it holds: dotted paths, and arm, to tests; a list of such maps holds when any of them does."),
        new("exclude", Condition, "Drops the points for which it holds."),
    ]);

    private static ValueShape Pair(ValueKind kind, Bounds? bounds) => new(kind) { IsList = true, FewestValues = 2, MostValues = 2, Bounds = bounds };
}
