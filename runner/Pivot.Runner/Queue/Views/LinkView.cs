namespace Pivot.Runner.Queue.Views;

/// <summary>Stages of one name read stages of another.</summary>
/// <param name="Parent">Name of those that are read.</param>
/// <param name="Stage">Name of those that read.</param>
/// <param name="Count">How many such pairs there are.</param>
public sealed record LinkView(string Parent, string Stage, long Count);
