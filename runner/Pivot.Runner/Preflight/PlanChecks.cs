using System.Globalization;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Plans.Printing;

namespace Pivot.Runner.Preflight;

/// <summary>Compares what a plan takes with what there is, before anything runs. What is in the store is not asked about: it is done.</summary>
public static class PlanChecks
{
    private const string Device = "<device>";
    private const string Store = "<store>";

    /// <summary>Codes of what the environment lacks; everything else is a mistake in the spec.</summary>
    private static readonly string[] OfTheEnvironment = [DiagnosticCodes.DiskTooSmall, DiagnosticCodes.DatabaseUnreachable, DiagnosticCodes.NoDevice];

    /// <summary>Whether all errors are the environment's: another host or store would do.</summary>
    public static bool BlameTheEnvironment(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.Where(d => d.Severity == Severity.Error).All(d => OfTheEnvironment.Contains(d.Code));

    /// <summary>Checks device, memory, disk, lengths of rows and budget.</summary>
    /// <param name="compilation">Where the plan is from; it has one.</param>
    /// <param name="isCached">Whether the store holds the finished stage of a key.</param>
    /// <param name="forecast">What the plan is expected to take.</param>
    /// <param name="host">What there is.</param>
    /// <param name="bag">Receives what is found.</param>
    public static void Check(Compilation compilation, Func<string, bool> isCached, PlanForecast forecast, HostFacts host, DiagnosticBag bag)
    {
        var plan = compilation.Plan ?? throw new ArgumentException("there is no plan to check", nameof(compilation));
        // What is not fetched yet is not run here yet either: a device or disk that this host lacks is told and stops nothing, and memory is held to the spec's limit alone.
        var found = plan.ToFetch.Count > 0 ? new DiagnosticBag() : bag;
        if (found != bag) host = host with { MemoryBytes = null };
        var toRun = plan.Nodes.Where(n => !isCached(n.Key)).ToList();
        if (toRun.Count == 0) return;
        CheckDevice(compilation, plan, host, found, bag);
        MemoryCheck.Check(compilation, plan, toRun, forecast, host, bag);
        LengthCheck.Check(compilation, toRun, bag);
        CheckDisk(forecast, host, found, bag);
        CheckBudget(compilation, plan, forecast, bag);
        if (found == bag) return;
        foreach (var one in found) bag.Add(one with { Severity = Severity.Warning });
    }

    private static void CheckDevice(Compilation compilation, Plan plan, HostFacts host, DiagnosticBag bag, DiagnosticBag texts)
    {
        if (host.DeviceProblem is not { } problem) return;
        var (span, path) = plan.Spec.Run?.Gpus is > 0 ? (compilation.PlaceOf("run.gpus"), "run.gpus") : (Named(Device, host.Device, texts), "");
        bag.Error(DiagnosticCodes.NoDevice, span, path, $"the device {host.Device} is not there: {problem}", "run it on a host that has one, or with --device cpu");
    }

    private static void CheckDisk(PlanForecast forecast, HostFacts host, DiagnosticBag bag, DiagnosticBag texts)
    {
        if (host.DiskBytes is not { } free || forecast.DiskBytes <= free) return;
        bag.Error(DiagnosticCodes.DiskTooSmall, Named(Store, host.StoreRoot, texts), "",
            $"the plan will write about {Amounts.Bytes(forecast.DiskBytes)} to the store, and its disk has {Amounts.Bytes(free)} free",
            "make room, name a store on another disk with --store DIR, or run fewer trials");
    }

    private static void CheckBudget(Compilation compilation, Plan plan, PlanForecast forecast, DiagnosticBag bag)
    {
        if (plan.Spec.Run is not { Budget: { } budget } run) return;
        var hours = forecast.Seconds / 3600 * Math.Max(1, run.Gpus ?? 1);
        if (hours <= budget) return;
        var rest = string.Join("; ", forecast.Bases.Take(2).Select(b => b.Basis));
        bag.Warning(DiagnosticCodes.OverBudget, compilation.PlaceOf("run.budget"), "run.budget",
            string.Create(CultureInfo.InvariantCulture, $"the plan is forecast to take {hours:0.#} hours ({rest}), more than the budget of {budget:0.#}"),
            "raise the budget, or run fewer trials or shorter stages");
    }

    // Errors stand in a text; what no file says is shown as a line of its own.
    private static SourceSpan Named(string source, string text, DiagnosticBag bag)
    {
        bag.AddText(source, text);
        return new SourceSpan(source, 1, 1, 1, text.Length + 1);
    }
}
