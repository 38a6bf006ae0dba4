namespace Pivot.Dsl.Specs.Binding;

/// <summary>What arms and sweeps can change: data, models and stages, by name in the order of the file. Null marks one whose mistakes are reported already.</summary>
internal sealed record BoundParts(
    IReadOnlyDictionary<string, BoundData?> Data, IReadOnlyDictionary<string, BoundModel?> Models, IReadOnlyDictionary<string, BoundStage?> Stages)
{
    /// <summary>
    /// The sections (<c>data</c>, <c>models</c>, <c>stages</c>) that are missing or no maps, which is reported. Nothing that is named in them can be
    /// called unknown.
    /// </summary>
    public IReadOnlySet<string> Unread { get; init; } = new HashSet<string>();
}
