using System.CommandLine;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot resume RUN</c>: ends a rest.</summary>
internal static class ResumeCommand
{
    public static Command Build()
    {
        var run = FleetRuns.Argument();
        var storage = FleetStorage.Option();
        var command = new Command("resume", "Goes on with a run that rests.") { run, storage };
        command.SetAction(parsed => FleetRuns.With(parsed.GetValue(storage), parsed.GetRequiredValue(run), (database, found) => FleetRuns.Tell(
            new RunControl(database).Resume(found.Id, CancellationToken.None), found.Live,
            $"{found.Folder} goes on", found.Live ? $"{found.Folder} does not rest" : $"{found.Folder} has ended: {found.State}; to try its failed stages again: pivot retry")));
        return command;
    }
}
