namespace Pivot.Runner.Queue.Ledger;

/// <summary>How earlier attempts at a stage ended, those since a person last asked for it again.</summary>
/// <param name="Retries">New attempts after failures of the stage's own.</param>
/// <param name="Losses">Attempts that ended with their host.</param>
/// <param name="Crashes">Attempts whose process was killed, aborted or stalled.</param>
/// <param name="HostFailures">Attempts that failed for what a host lacks.</param>
/// <param name="Halvings">Times the micro-batch was halved from outside.</param>
/// <param name="BlamedHost">The first host that it failed on and that may have been the cause, or null.</param>
public sealed record AttemptCounts(int Retries, int Losses, int Crashes, int HostFailures, int Halvings, Guid? BlamedHost);
