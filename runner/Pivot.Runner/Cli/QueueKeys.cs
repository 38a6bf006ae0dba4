using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Cli;

/// <summary>Keys that a queue of hosts honours and <c>pivot run</c> does not: said once, so that nothing is ignored in silence.</summary>
internal static class QueueKeys
{
    private static readonly string[] Keys = ["run.gpus", "run.window", "run.priority", "run.budget", "run.deadline", "run.max_failures", "run.order", "run.notify", "schedule"];

    /// <summary>Adds one warning at the first of them that is written.</summary>
    /// <param name="compilation">The spec, compiled.</param>
    /// <param name="device">The device that this run is on.</param>
    public static void Warn(Compilation compilation, string device)
    {
        if (compilation.Plan is not { } plan) return;
        var written = Keys.Where(compilation.Writes).ToList();
        if (written.Count == 0) return;
        var onCpu = device == "cpu" && plan.Spec.Run.Gpus >= 1 ? $"; it asks for {Words.Count(plan.Spec.Run.Gpus.Value, "GPU")} and this run is on the cpu (--device cuda)" : "";
        compilation.Diagnostics.Warning(DiagnosticCodes.NoEffect, compilation.PlaceOf(written[0]), written[0],
            $"{string.Join(", ", written)}: for a queue of hosts; `pivot run` starts now, on {device}{onCpu}");
    }
}
