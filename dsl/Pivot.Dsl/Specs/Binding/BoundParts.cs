namespace Pivot.Dsl.Specs.Binding;

/// <summary>What arms and sweeps can change: data, models and stages, by name in the order of the file. Null marks one whose mistakes are reported already.</summary>
internal sealed record BoundParts(
    IReadOnlyDictionary<string, BoundData?> Data, IReadOnlyDictionary<string, BoundModel?> Models, IReadOnlyDictionary<string, BoundStage?> Stages);
