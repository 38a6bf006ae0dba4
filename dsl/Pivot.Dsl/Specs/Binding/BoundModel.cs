namespace Pivot.Dsl.Specs.Binding;

/// <summary>A model and where it was written.</summary>
internal sealed record BoundModel(ModelSpec Spec, MapReader At);
