namespace Pivot.Runner.Queue.Views;

/// <summary>One attempt of a stage.</summary>
/// <param name="Epoch">Number of the claim.</param>
/// <param name="Host">The host's name.</param>
/// <param name="Device">The device there.</param>
/// <param name="StartedAt">Its begin.</param>
/// <param name="EndedAt">Its end, or null while it runs.</param>
/// <param name="Outcome">done, cached, failed, lost, killed, handed_back or cancelled.</param>
/// <param name="Failure">Class of the failure.</param>
/// <param name="Cause">Why it ended so.</param>
public sealed record AttemptView(long Epoch, string Host, string Device, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string? Outcome, string? Failure, string? Cause);
