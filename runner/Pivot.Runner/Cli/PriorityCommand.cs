using System.CommandLine;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot priority RUN N</c>: moves a run in the queue.</summary>
internal static class PriorityCommand
{
    public static Command Build()
    {
        var run = FleetRuns.Argument();
        var priority = new Argument<int>("N") { Description = "0 to 100, higher first." };
        priority.Validators.Add(result => { if (result.GetValueOrDefault<int>() is var n and (< 0 or > 100)) result.AddError($"a priority is 0 to 100, found {n}"); });
        var storage = FleetStorage.Option();
        var command = new Command("priority", "Moves a run in the queue.") { run, priority, storage };
        command.SetAction(parsed => FleetRuns.With(parsed.GetValue(storage), parsed.GetRequiredValue(run), (database, found) =>
        {
            var n = parsed.GetRequiredValue(priority);
            return FleetRuns.Tell(new RunControl(database).SetPriority(found.Id, n, CancellationToken.None), already: false,
                $"{found.Folder}: priority {found.Priority} -> {n}", $"{found.Folder} has ended or is ending: {found.State}");
        }));
        return command;
    }
}
