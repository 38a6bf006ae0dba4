using System.CommandLine;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot retry RUN [--failed]</c>: takes a run up again.</summary>
internal static class RetryCommand
{
    public static Command Build()
    {
        var run = FleetRuns.Argument();
        var failed = new Option<bool>("--failed") { Description = "Only what failed and what was skipped for it; otherwise also what was cancelled or not begun." };
        var storage = FleetStorage.Option();
        var command = new Command("retry", "Takes a run up again: its stages that are not done get another try. What is done stays done.") { run, failed, storage };
        command.SetAction(parsed => FleetRuns.With(parsed.GetValue(storage), parsed.GetRequiredValue(run), (database, found) =>
        {
            var again = new RunControl(database).Retry(found.Id, parsed.GetValue(failed), CancellationToken.None);
            return FleetRuns.Tell(again > 0, found.State != "ending", $"{found.Folder}: {Words.Count(again, "stage")} will be begun again",
                found.State == "ending" ? $"the report of {found.Folder} is being written; once more in a moment"
                : $"{found.Folder} has nothing to try again: {string.Join(", ", found.Stages.Present.Select(p => $"{p.Count} {p.State}"))}");
        }));
        return command;
    }
}
