namespace Pivot.Dsl.Plans.Building;

/// <summary>What a stage comes to: its key, and the nodes behind it, those that were hoisted out of it first.</summary>
/// <param name="Key">The stage's own key.</param>
/// <param name="Entries">The nodes; none where only keys are wanted.</param>
internal sealed record StageNodes(string Key, IReadOnlyList<NodeEntry> Entries);
