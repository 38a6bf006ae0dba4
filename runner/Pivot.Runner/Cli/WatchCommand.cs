using System.CommandLine;
using System.Runtime.InteropServices;
using Pivot.Runner.Cli.Progress;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot watch RUN</c>: shows a run until it has ended, and ends as it did.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public static Command Build()
    {
        var run = FleetRuns.Argument();
        var storage = FleetStorage.Option();
        var command = new Command("watch", "Shows a run until it has ended. Ends with 0 where it is done, 1 where it failed or was stopped, 130 where it was cancelled. Ctrl-C leaves the run alone.") { run, storage };
        command.SetAction(parsed => FleetRuns.With(parsed.GetValue(storage), parsed.GetRequiredValue(run), Watch));
        return command;
    }

    private static int Watch(FleetDatabase database, RunView run)
    {
        using var leave = new CancellationTokenSource();
        // Not Interruption: nothing is stopped but the watching.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            leave.Cancel();
        });
        try
        {
            var view = new FleetView(database);
            return Code(ProgressDisplay.Watch(show => Follow(view, run.Id, show, leave.Token)));
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            Console.Error.WriteLine($"{run.Folder} goes on; to stop it: pivot cancel {run.Folder}");
            return ExitCodes.Interrupted;
        }
    }

    private static RunView Follow(FleetView view, Guid run, Action<RunView, IReadOnlyList<StageView>> show, CancellationToken leave)
    {
        while (true)
        {
            // The run first: what is shown of its stages is then at least as new, and the last look shows the end.
            var seen = view.Run(run, leave) ?? throw new Store.HostException("the run is not in the database any more");
            show(seen, view.Stages(run, leave));
            if (!seen.Live) return seen;
            if (leave.WaitHandle.WaitOne(Every)) leave.ThrowIfCancellationRequested();
        }
    }

    private static int Code(RunView run) => run.State switch { "done" => ExitCodes.Done, "cancelled" => ExitCodes.Interrupted, _ => ExitCodes.Failed };
}
