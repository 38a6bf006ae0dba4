namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: sweeps.</summary>
internal static class LanguageSweep
{
    /// <summary>A condition of a sweep: paths, and <c>arm</c>, to tests.</summary>
    public static OverridesShape Condition { get; } = new("condition", OverrideForm.Test, nullIsValue: true);

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
}
