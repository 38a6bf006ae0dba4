namespace Pivot.Runner.Queue.Ledger;

/// <summary>Hosts that are there.</summary>
internal static class LiveHosts
{
    /// <summary>Whether a host other than <c>@host</c> is up, was seen within <c>@stale</c> and serves <c>@queue</c>.</summary>
    public const string OthersServe = "select exists (select 1 from pivot.host h where h.id <> @host and h.state = 'up' and h.seen_at > now() - @stale and @queue = any(h.queues))";
}
