using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Runner.Execution;
using Pivot.Runner.Preflight;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The one place where the commands compare a plan with this host before anything runs.</summary>
internal static class Preflighting
{
    /// <summary>Forecasts a plan and adds what stands against it to the compilation's diagnostics.</summary>
    /// <param name="compilation">What the compiler gave; it has a plan.</param>
    /// <param name="store">Where results will go.</param>
    /// <param name="isCached">Whether it holds the finished stage of a key.</param>
    /// <param name="use">How much of this host is used.</param>
    /// <param name="storage">The queue's database if one is named.</param>
    /// <returns>The forecast, and the exit code to end with: <see cref="ExitCodes.Done"/> where nothing is wrong.</returns>
    public static (PlanForecast Forecast, int ExitCode) Check(
        Compilation compilation, ArtifactStore store, Func<string, bool> isCached, HostUse use, (string Connection, string Source)? storage)
    {
        var plan = compilation.Plan!;
        var speeds = new StoredSpeeds(store, HostProbe.Current(use.Device), use.Threads, new AssumedSpeeds(use.Device, use.Threads));
        var forecast = PlanForecast.Of(plan, isCached, new CostTable(plan).Of, speeds, use.Workers);
        var found = compilation.Diagnostics;
        if (storage is { } database) DatabaseCheck.Check(database.Connection, database.Source, found);
        PlanChecks.Check(compilation, isCached, forecast, HostReading.Read(store.Root, use.Device, plan.Spec.Run?.Gpus ?? 0), found);
        return (forecast, !found.HasErrors ? ExitCodes.Done : PlanChecks.BlameTheEnvironment(found) ? ExitCodes.Unfit : ExitCodes.Invalid);
    }
}
