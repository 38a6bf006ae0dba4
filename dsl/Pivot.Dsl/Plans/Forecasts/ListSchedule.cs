namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>When a plan would be over if every stage took as long as it is forecast: the order is the runner's own (what has the longest chain behind it first).</summary>
internal static class ListSchedule
{
    /// <summary>Seconds from the first start to the last end.</summary>
    /// <param name="nodes">Every node after its parents.</param>
    /// <param name="seconds">Seconds of each by its place; 0 for what is done.</param>
    /// <param name="workers">Stages done at once, at least 1.</param>
    public static double Seconds(IReadOnlyList<PlanNode> nodes, IReadOnlyList<double> seconds, int workers)
    {
        var place = new Dictionary<string, int>(nodes.Count);
        for (int i = 0; i < nodes.Count; i++) place[nodes[i].Key] = i;
        var children = new List<int>?[nodes.Count];
        var missing = new int[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
        {
            foreach (var parent in nodes[i].Parents.Values.Distinct())
            {
                (children[place[parent]] ??= []).Add(i);
                missing[i]++;
            }
        }

        var height = new int[nodes.Count];
        for (int i = nodes.Count - 1; i >= 0; i--) height[i] = 1 + (children[i]?.Max(c => height[c]) ?? 0);

        var ready = new PriorityQueue<int, (int, int)>();
        var running = new PriorityQueue<int, double>();
        for (int i = 0; i < nodes.Count; i++)
        {
            if (missing[i] == 0) ready.Enqueue(i, (-height[i], i));
        }

        double now = 0;
        while (ready.Count + running.Count > 0)
        {
            while (ready.Count > 0 && running.Count < workers)
            {
                int next = ready.Dequeue();
                running.Enqueue(next, now + seconds[next]);
            }

            running.TryDequeue(out int done, out now);
            foreach (int child in children[done] ?? [])
            {
                if (--missing[child] == 0) ready.Enqueue(child, (-height[child], child));
            }
        }

        return now;
    }
}
