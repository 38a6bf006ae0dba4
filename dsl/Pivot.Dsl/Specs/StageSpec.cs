namespace Pivot.Dsl.Specs;

/// <summary>One stage of the experiment. Its name is its key in <see cref="ExperimentSpec.Stages"/>.</summary>
public abstract record StageSpec
{
    /// <summary>The word after <c>kind:</c>, one of <see cref="Plans.StageKinds"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>The stage whose model this one starts from, or null to start from <see cref="Model"/>.</summary>
    public string? From { get; init; }

    /// <summary>A name in <see cref="ExperimentSpec.Models"/>; null means the model of <see cref="From"/>.</summary>
    public string? Model { get; init; }

    /// <summary><c>source</c> or <c>source.view</c> in <see cref="ExperimentSpec.Data"/>.</summary>
    public required string Data { get; init; }

    /// <summary>A seed of its own instead of the replicate's, or null.</summary>
    public long? Seed { get; init; }
}
