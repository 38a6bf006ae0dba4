using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A stage whose references have been followed.</summary>
internal sealed record ResolvedStage
{
    public required string Name { get; init; }

    public required BoundStage Bound { get; init; }

    public StageSpec Spec => Bound.Spec;

    public required BoundView View { get; init; }

    /// <summary>The stage whose model it starts from, or null when it starts from a model of its own.</summary>
    public ResolvedStage? From { get; init; }

    /// <summary>The stage its own model's tower is taken out of, or null.</summary>
    public ResolvedStage? Tower { get; init; }

    /// <summary>Where the model is written that it makes its own of, or null when it starts from a stage.</summary>
    public BoundModel? Own { get; init; }

    /// <summary>The reference of a DPO stage.</summary>
    public ResolvedStage? Reference { get; init; }

    /// <summary>The model at this stage, the widths of its tower known.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>The views that its model's tokenizer names to be built from, as they are in this variant; empty where it names none.</summary>
    public IReadOnlyList<BoundView> TokenizerText { get; init; } = [];

    /// <summary>Whether it trains a part.</summary>
    public bool TrainsPart(string part) => Spec is TrainingStageSpec training && (training.Train.Count == 0 || training.Train.Contains(part));

    public IEnumerable<ResolvedStage> Parents => new[] { From, Tower, Reference }.OfType<ResolvedStage>();
}
