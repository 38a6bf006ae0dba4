namespace Pivot.Runner.Data.Samples;

/// <summary>A question and its answer.</summary>
public sealed record Turn(string Question, string Answer);
