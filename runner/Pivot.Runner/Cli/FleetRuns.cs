using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Cli;

/// <summary>Runs of the fleet by what a person types.</summary>
internal static class FleetRuns
{
    private const int MostKnown = 500;

    /// <summary>The argument.</summary>
    public static Argument<string> Argument() => new("RUN") { Description = "A run of the fleet: its folder's name, its id, or the beginning of either." };

    /// <summary>Does something with the one run that is meant; otherwise says which are near.</summary>
    public static int With(string? storage, string typed, Func<FleetDatabase, RunView, int> act) => FleetStorage.Use(storage, database =>
    {
        var view = new FleetView(database);
        var found = view.Find(typed, CancellationToken.None);
        if (found is [var run]) return act(database, run);
        if (found.Count > 1)
        {
            Console.Error.WriteLine($"error: {typed} is the beginning of several runs' names:");
            foreach (var each in found.Take(20)) Console.Error.WriteLine($"  {each.Folder}  {each.Id}  {State(each)}");
            return ExitCodes.Invalid;
        }
        Console.Error.WriteLine($"error: the fleet has no run {typed}");
        var known = view.Runs(MostKnown, null, CancellationToken.None);
        var names = known.Select(r => r.Folder).Concat(known.Select(r => r.Name)).Distinct().ToList();
        if (NearestName.Meant(typed, names) is { } hint) Console.Error.WriteLine($"hint: {hint}");
        else if (known.Count > 0) Console.Error.WriteLine($"hint: the newest are {string.Join(", ", known.Select(r => r.Folder).Distinct().Take(5))}; all: pivot list --all");
        else Console.Error.WriteLine("hint: there is none yet: pivot submit SPEC");
        return ExitCodes.Invalid;
    });

    /// <summary>A run's state in one word for a person.</summary>
    public static string State(RunView run) => run switch
    {
        { State: "active", Stop: not null } => "stopping",
        { State: "active", Paused: true } => "paused",
        { State: "active", Stages.Running: 0 } => "waiting",
        { State: "active" } => "running",
        _ => run.State,
    };

    /// <summary>Says what came of a change: done; nothing to do, since it is so already; or not possible.</summary>
    public static int Tell(bool changed, bool already, string done, string otherwise)
    {
        if (changed || already)
        {
            Console.WriteLine(changed ? done : otherwise);
            return ExitCodes.Done;
        }
        Console.Error.WriteLine($"error: {otherwise}");
        return ExitCodes.Invalid;
    }
}
