using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>What a plan is expected to take on a host. Counts are exact where the data was counted; seconds are counts divided by a speed whose basis is told.</summary>
public sealed record PlanForecast
{
    /// <summary>Every node's forecast by its key, those of finished nodes included.</summary>
    public required IReadOnlyDictionary<string, StageForecast> Stages { get; init; }

    /// <summary>The device that was spoken of.</summary>
    public required string Device { get; init; }

    /// <summary>Stages done at once, at least 1.</summary>
    public required int Workers { get; init; }

    /// <summary>Seconds of work of all nodes that are not done, one after another; those without a forecast left out.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seconds until the plan is done with that many workers.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Nodes that are not done and whose operations could not be counted.</summary>
    public required int Unknown { get; init; }

    /// <summary>Bytes that the nodes that are not done leave in the store, and what the largest of them, one a worker, hold besides while they run.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>The node to run that takes the most memory, or null when all is done.</summary>
    public PlanNode? Largest { get; init; }

    /// <summary>What the seconds rest on, most seconds first.</summary>
    public required IReadOnlyList<BasisCount> Bases { get; init; }

    /// <summary>Largest memory of a stage to run in bytes, 0 when all is done.</summary>
    public long PeakMemory => Largest is null ? 0 : Stages[Largest.Key].Cost.PeakMemory;

    /// <summary>Forecasts a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isCached">Whether the store holds the finished stage of a key.</param>
    /// <param name="cost">What a node takes: <see cref="CostTable.Of"/>.</param>
    /// <param name="speeds">How fast this host is.</param>
    /// <param name="workers">Stages done at once, at least 1.</param>
    public static PlanForecast Of(Plan plan, Func<string, bool> isCached, Func<PlanNode, StageCost> cost, IStageSpeeds speeds, int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        var stages = new Dictionary<string, StageForecast>(plan.Nodes.Count);
        var seconds = new double[plan.Nodes.Count];
        var bases = new Dictionary<string, BasisCount>();
        PlanNode? largest = null;
        long stored = 0;
        var working = new PriorityQueue<long, long>(); // the largest as many as there are workers
        int unknown = 0;
        for (int i = 0; i < plan.Nodes.Count; i++)
        {
            var node = plan.Nodes[i];
            var found = Forecast(node, cost(node), speeds);
            stages[node.Key] = found;
            if (isCached(node.Key)) continue;
            stored += found.Cost.StoredBytes;
            long more = Math.Max(0, found.Cost.WorkingBytes - found.Cost.StoredBytes);
            if (working.Count < workers) working.Enqueue(more, more);
            else working.EnqueueDequeue(more, more);
            if (largest is null || found.Cost.PeakMemory > stages[largest.Key].Cost.PeakMemory) largest = node;
            if (found.Seconds is not { } taken)
            {
                unknown++;
                continue;
            }

            seconds[i] = taken;
            var basis = bases.GetValueOrDefault(found.Basis) ?? new BasisCount(found.Basis, 0, 0);
            bases[found.Basis] = basis with { Stages = basis.Stages + 1, Seconds = basis.Seconds + taken };
        }

        return new PlanForecast
        {
            Stages = stages, Device = speeds.Device, Workers = workers, Seconds = seconds.Sum(), WallSeconds = ListSchedule.Seconds(plan.Nodes, seconds, workers),
            Unknown = unknown, DiskBytes = stored + working.UnorderedItems.Sum(w => w.Element), Largest = largest, Bases = [.. bases.Values.OrderByDescending(b => b.Seconds)],
        };
    }

    private static StageForecast Forecast(PlanNode node, StageCost cost, IStageSpeeds speeds)
    {
        if (cost.Flops is not { } flops) return new StageForecast(cost, null, "");
        var speed = speeds.Of(node, cost);
        var basis = cost.AssumedTokens is { } tokens ? $"{speed.Basis}; rows taken at {tokens} text tokens, their data not being here to be counted" : speed.Basis;
        return new StageForecast(cost, flops / speed.FlopsPerSecond, basis);
    }
}
