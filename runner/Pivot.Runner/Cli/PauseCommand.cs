using System.CommandLine;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot pause RUN</c>: lets a run rest.</summary>
internal static class PauseCommand
{
    public static Command Build()
    {
        var run = FleetRuns.Argument();
        var storage = FleetStorage.Option();
        var command = new Command("pause", "Lets a run rest: nothing more of it is begun, what runs writes a checkpoint and is handed back. See: pivot resume.") { run, storage };
        command.SetAction(parsed => FleetRuns.With(parsed.GetValue(storage), parsed.GetRequiredValue(run), (database, found) => FleetRuns.Tell(
            new RunControl(database).Pause(found.Id, CancellationToken.None), found is { State: "active", Paused: true },
            $"{found.Folder} rests", found.Paused ? $"{found.Folder} rests already" : $"{found.Folder} has ended or is ending: {found.State}")));
        return command;
    }
}
