namespace Pivot.Dsl.Specs.Binding;

/// <summary>A data source and its views by name; a view that could not be read is null and its mistakes are reported already.</summary>
internal sealed record BoundData(DataSpec Spec, IReadOnlyDictionary<string, BoundView?> Views);
