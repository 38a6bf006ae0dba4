using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Plans.Printing;
using Pivot.Dsl.Specs;

namespace Pivot.Runner.Preflight;

/// <summary>Whether every stage fits the memory of the device and what <c>run.memory</c> allows. One error a stage name: of its nodes, the largest is told.</summary>
internal static class MemoryCheck
{
    public static void Check(Compilation compilation, Plan plan, IEnumerable<PlanNode> toRun, PlanForecast forecast, HostFacts host, DiagnosticBag bag)
    {
        var allowed = plan.Spec.Run?.Memory;
        if (Math.Min(allowed ?? long.MaxValue, host.MemoryBytes ?? long.MaxValue) is not (< long.MaxValue and var limit)) return;
        var whose = limit == allowed ? "run.memory allows" : host.Device == "cpu" ? "this host has free" : $"{host.Device} has free";
        long Memory(PlanNode node) => forecast.Stages[node.Key].Cost.PeakMemory;
        foreach (var stage in toRun.Where(n => Memory(n) > limit).GroupBy(n => n.Stage))
        {
            var node = stage.MaxBy(Memory)!;
            bag.Error(DiagnosticCodes.MemoryTooSmall, compilation.PlaceOf(node), $"stages.{node.Stage}",
                $"stage '{node.Stage}' needs about {Amounts.Bytes(Memory(node))} of memory at a time, and {whose} {Amounts.Bytes(limit)}", Hint(node, plan, limit));
        }
    }

    // The smallest change that makes it fit, tried out and not guessed.
    private static string Hint(PlanNode node, Plan plan, long limit)
    {
        if (node.Spec is not TrainingStageSpec training) return Other(node, limit);
        long Memory(TrainingStageSpec spec) => StageCosts.Of(node with { Spec = spec }, plan).PeakMemory;
        for (var parts = training.Accumulate + 1; parts <= training.BatchSize; parts++)
        {
            if (training.BatchSize % parts != 0 || Memory(training with { Accumulate = parts }) is not (var needed and > 0) || needed > limit) continue;
            return $"accumulate: {parts} does the same update in {parts} parts and needs {Amounts.Bytes(needed)}"
                + (training is ContrastiveSpec ? "; a contrastive loss then compares within a part only" : "");
        }
        return $"even a row at a time needs {Amounts.Bytes(Memory(training with { BatchSize = 1, Accumulate = 1 }))}: take a smaller model, or train fewer of its parts";
    }

    private static string Other(PlanNode node, long limit) => node.Spec is BenchmarkSpec { BatchSize: > 1 and var rows }
        ? $"lower its batch_size of {rows}"
        : "take a smaller model, or less data";
}
