using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot list</c>: the fleet's runs.</summary>
internal static class ListCommand
{
    private const int Page = 200;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(2);
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static Command Build()
    {
        var all = new Option<bool>("--all") { Description = "Every run there ever was. Default: those that have not ended, and those that ended within two days." };
        var format = CommonOptions.Format("text", "json");
        var storage = FleetStorage.Option();
        var command = new Command("list", "Lists the fleet's runs, the newest first.") { all, format, storage };
        command.SetAction(parsed => FleetStorage.Use(parsed.GetValue(storage), database =>
        {
            var runs = Runs(new FleetView(database)).Where(r => parsed.GetValue(all) || r.Live || r.FinishedAt > DateTimeOffset.UtcNow - Lately);
            if (parsed.GetRequiredValue(format) == "json") Console.WriteLine(JsonSerializer.Serialize(runs.Select(Entry), Json));
            else Write(runs.ToList());
            return ExitCodes.Done;
        }));
        return command;
    }

    private static IEnumerable<RunView> Runs(FleetView view)
    {
        for (DateTimeOffset? before = null; ;)
        {
            var page = view.Runs(Page, before, CancellationToken.None);
            foreach (var run in page) yield return run;
            if (page.Count < Page) yield break;
            before = page[^1].SubmittedAt;
        }
    }

    private static void Write(IReadOnlyList<RunView> runs)
    {
        if (runs.Count == 0)
        {
            Console.WriteLine("no runs");
            return;
        }
        // Runs of one folder are told apart by the beginning of their id.
        var twice = runs.GroupBy(r => r.Folder).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        string[] heading = ["RUN", "STATE", "DONE", "STAGES", "PRIORITY", "SUBMITTED (UTC)", "BY"];
        TextColumns.Write(Console.Out, [heading, .. runs.Select(r => (string[])
        [
            twice.Contains(r.Folder) ? $"{r.Folder} {r.Id}" : r.Folder, FleetRuns.State(r), string.Create(CultureInfo.InvariantCulture, $"{r.Progress * 100:0} %"),
            string.Join(", ", r.Stages.Present.Select(p => $"{p.Count} {p.State}")), $"{r.Priority}",
            r.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), r.Schedule is { } schedule ? $"schedule {schedule}" : r.SubmittedBy,
        ])]);
    }

    private static Dictionary<string, object?> Entry(RunView run) => new()
    {
        ["id"] = run.Id, ["name"] = run.Name, ["folder"] = run.Folder, ["state"] = run.State, ["paused"] = run.Paused, ["stop"] = run.Stop, ["cause"] = run.Cause,
        ["priority"] = run.Priority, ["progress"] = Math.Round(run.Progress, 4), ["stages"] = run.Stages.Present.ToDictionary(p => p.State, p => p.Count), ["cached"] = run.Cached,
        ["arms"] = run.Arms, ["seeds"] = run.Seeds, ["device_seconds"] = Math.Round(run.SpentSeconds, 1), ["submitted_at"] = run.SubmittedAt, ["submitted_by"] = run.SubmittedBy,
        ["started_at"] = run.StartedAt, ["finished_at"] = run.FinishedAt, ["schedule"] = run.Schedule,
    };
}
