using System.Runtime.CompilerServices;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The distinct stages over all variants: one that is written the same and starts from the same is the same object, so that memory and work grow with
/// what differs and not with the number of trials.
/// </summary>
internal sealed class ResolvedStages
{
    private readonly Dictionary<ResolvedStage, ResolvedStage> _stages = new(new SameReferences());
    private readonly Dictionary<(BoundModel, ModelSpec), ModelSpec> _models = new(new SamePair());
    private readonly Dictionary<ModelSpec, List<IReadOnlyList<BoundView>>> _texts = new(ReferenceEqualityComparer.Instance);

    /// <summary>The one stage that is this stage.</summary>
    public ResolvedStage Of(ResolvedStage stage) => _stages.TryAdd(stage, stage) ? stage : _stages[stage];

    /// <summary>A model whose tower comes out of a stage with another model, made once.</summary>
    public ModelSpec WithTower(BoundModel model, ModelSpec tower, Func<ModelSpec> make)
    {
        if (_models.TryGetValue((model, tower), out var known)) return known;
        return _models[(model, tower)] = make();
    }

    /// <summary>The one list of these views that a model's tokenizer is built from.</summary>
    public IReadOnlyList<BoundView> Text(ModelSpec model, IReadOnlyList<BoundView> views)
    {
        if (views.Count == 0) return [];
        if (!_texts.TryGetValue(model, out var lists)) _texts[model] = lists = [];
        if (lists.Find(l => l.SequenceEqual(views, ReferenceEqualityComparer.Instance)) is { } known) return known;
        lists.Add(views);
        return views;
    }

    // Two records are equal when their fields are, which takes long and is not what is asked here: the binder makes each thing once.
    private sealed class SameReferences : IEqualityComparer<ResolvedStage>
    {
        public bool Equals(ResolvedStage? a, ResolvedStage? b) => a!.Name == b!.Name
            && ReferenceEquals(a.Bound, b.Bound) && ReferenceEquals(a.View, b.View) && ReferenceEquals(a.From, b.From) && ReferenceEquals(a.Tower, b.Tower)
            && ReferenceEquals(a.Reference, b.Reference) && ReferenceEquals(a.Model, b.Model) && ReferenceEquals(a.TokenizerText, b.TokenizerText);

        public int GetHashCode(ResolvedStage stage) => HashCode.Combine(
            RuntimeHelpers.GetHashCode(stage.Bound), RuntimeHelpers.GetHashCode(stage.View), RuntimeHelpers.GetHashCode(stage.From),
            RuntimeHelpers.GetHashCode(stage.Tower), RuntimeHelpers.GetHashCode(stage.Reference), RuntimeHelpers.GetHashCode(stage.Model));
    }

    private sealed class SamePair : IEqualityComparer<(BoundModel, ModelSpec)>
    {
        public bool Equals((BoundModel, ModelSpec) a, (BoundModel, ModelSpec) b) => ReferenceEquals(a.Item1, b.Item1) && ReferenceEquals(a.Item2, b.Item2);

        public int GetHashCode((BoundModel, ModelSpec) pair) => HashCode.Combine(RuntimeHelpers.GetHashCode(pair.Item1), RuntimeHelpers.GetHashCode(pair.Item2));
    }
}
