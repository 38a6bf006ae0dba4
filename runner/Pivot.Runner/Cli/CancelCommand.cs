using System.CommandLine;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot cancel RUN [STAGE]</c>: stops a run, or one stage of it.</summary>
internal static class CancelCommand
{
    public static Command Build()
    {
        var run = FleetRuns.Argument();
        var stage = new Argument<string?>("STAGE") { Description = "One stage: the beginning of its key, or its name where there is one of that name. What needs it is skipped.", Arity = ArgumentArity.ZeroOrOne };
        var storage = FleetStorage.Option();
        var command = new Command("cancel", "Stops a run: nothing more of it is begun, what runs writes a checkpoint and stops, and what there is is reported.") { run, stage, storage };
        command.SetAction(parsed => FleetRuns.With(parsed.GetValue(storage), parsed.GetRequiredValue(run),
            (database, found) => parsed.GetValue(stage) is { Length: > 0 } typed ? CancelStage(database, found, typed) : CancelRun(database, found)));
        return command;
    }

    private static int CancelRun(FleetDatabase database, RunView run) => FleetRuns.Tell(
        new RunControl(database).Cancel(run.Id, CancellationToken.None), run.State == "cancelled" || run.Stop is not null,
        $"{run.Folder} is being cancelled", run.Live ? $"{run.Folder} is stopping already: {run.Cause ?? run.Stop}" : $"{run.Folder} has ended: {run.State}");

    private static int CancelStage(FleetDatabase database, RunView run, string typed)
    {
        var stages = new FleetView(database).Stages(run.Id, CancellationToken.None);
        var meant = stages.Where(s => s.Key == typed || s.Label == typed).ToList();
        if (meant.Count == 0) meant = stages.Where(s => s.Key.StartsWith(typed, StringComparison.Ordinal) || s.Stage == typed).ToList();
        if (meant is [var stage])
        {
            return FleetRuns.Tell(new RunControl(database).CancelStage(run.Id, stage.Key, CancellationToken.None), stage.State == "cancelled",
                $"{stage.Label} ({stage.Key[..8]}) is being cancelled", $"{stage.Label} ({stage.Key[..8]}) has ended: {stage.State}");
        }
        Console.Error.WriteLine(meant.Count > 1 ? $"error: {typed} may be several stages of {run.Folder}:" : $"error: {run.Folder} has no stage {typed}; its stages:");
        var shown = meant.Count > 1 ? meant : stages.Where(s => !s.Ended).ToList();
        foreach (var each in shown.Take(40)) Console.Error.WriteLine($"  {each.Key[..Math.Min(12, each.Key.Length)]}  {each.State,-9}  {each.Label}");
        if (shown.Count > 40) Console.Error.WriteLine($"  and {shown.Count - 40} more");
        return ExitCodes.Invalid;
    }
}
