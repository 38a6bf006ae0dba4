namespace Pivot.Runner.Explaining;

/// <summary>A difference between a stage of the plan and a stored one, told.</summary>
/// <param name="Path">Its place in what the key is the hash of, <c>inputs.steps</c> or <c>parents.from</c>; empty for a remark.</param>
/// <param name="Here">The plan's value as text, a parent's key where it is a parent; null where there is none.</param>
/// <param name="There">The stored stage's value.</param>
/// <param name="Text">The difference in words, one line.</param>
/// <param name="Inside">For a parent: what differs in it.</param>
public sealed record Difference(string Path, string? Here, string? There, string Text, IReadOnlyList<Difference> Inside);
