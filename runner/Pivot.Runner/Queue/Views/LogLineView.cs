namespace Pivot.Runner.Queue.Views;

/// <summary>A line of a stage's or a run's log.</summary>
/// <param name="Id">Grows from line to line.</param>
/// <param name="Key">The stage, or null where it is the run's.</param>
/// <param name="Epoch">Number of the attempt.</param>
/// <param name="Host">The host's name.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was said.</param>
public sealed record LogLineView(long Id, string? Key, long? Epoch, string Host, DateTimeOffset At, string Text);
