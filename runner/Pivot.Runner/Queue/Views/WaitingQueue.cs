namespace Pivot.Runner.Queue.Views;

/// <summary>Stages wait for a kind of host that is not there.</summary>
/// <param name="Queue">What a host must have.</param>
/// <param name="Stages">How many stages could begin.</param>
/// <param name="Runs">Of how many runs.</param>
public sealed record WaitingQueue(string Queue, long Stages, long Runs)
{
    /// <summary>The same for a person.</summary>
    public override string ToString() => $"no live host serves queue {Queue}: {Stages} {(Stages == 1 ? "stage waits" : "stages wait")}";
}
