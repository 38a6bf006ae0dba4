namespace Pivot.Runner.Queue.Views;

/// <summary>What the fleet does now.</summary>
/// <param name="RunningStages">Stages that hosts do.</param>
/// <param name="ReadyStages">Stages that could begin, those handed to Hangfire included.</param>
/// <param name="LiveRuns">Runs that have not ended.</param>
/// <param name="HostsUp">Hosts that take stages and are heard.</param>
public sealed record FleetLoad(long RunningStages, long ReadyStages, long LiveRuns, long HostsUp);
