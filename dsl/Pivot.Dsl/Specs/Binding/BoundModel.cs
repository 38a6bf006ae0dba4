using Pivot.Dsl.Specs.Binding.Checkpoints;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A model and where it was written.</summary>
internal sealed record BoundModel(ModelSpec Spec, MapReader At)
{
    /// <summary>Folders that it names and that are not there.</summary>
    public IReadOnlyList<AbsentFolder> Absent { get; init; } = [];
}
