using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>What the parts of one host share.</summary>
internal sealed record HostParts(HostIdentity Identity, HostSettings Settings, FleetDatabase Database, StageClaims Claims, Dispatching Dispatching, HostLog Log)
{
    /// <summary>Whether it is a run's hour. What is not known here is left to the ledger.</summary>
    public required Func<Guid, bool> IsOpen { get; init; }

    /// <summary>Why this host takes no stage now, or null.</summary>
    public required Func<string?> Refuses { get; init; }

    /// <summary>Looks at once whether this host is to be quarantined, before it takes another stage.</summary>
    public required Action Blamed { get; init; }

    /// <summary>Looks for work now.</summary>
    public required Action Wake { get; init; }
}
