using Hangfire;

namespace Pivot.Runner.Queue;

/// <summary>Hangfire's storage for those who may not name Hangfire.</summary>
/// <param name="Storage">The storage.</param>
public sealed record HangfireJobs(JobStorage Storage);
