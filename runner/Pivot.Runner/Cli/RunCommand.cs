using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Cli.Progress;
using Pivot.Runner.Execution;
using Pivot.Runner.Queue;
using Pivot.Runner.Store;
using StageCatalog = Pivot.Runner.Stages.StageCatalog;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot run SPEC</c>: validate, plan, run here through an in-process queue, write the report.</summary>
internal static class RunCommand
{
    public static Command Build()
    {
        var spec = CommonOptions.Spec();
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var workers = CommonOptions.Count("--workers", "Stages done at once. Default: 2, or 1 on a single core; at most the number of cores.");
        var threads = CommonOptions.Count(
            "--threads", "Threads per stage. Default: 1. The same spec and seed give the same numbers, bit for bit, for a given number of threads.");
        var command = new Command("run", "Runs an experiment on this machine and writes its report. Run again, it goes on where it stopped.")
        {
            spec, set, store, workers, threads,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(spec), parsed.GetRequiredValue(set), ArtifactStore.Locate(parsed.GetValue(store)),
            parsed.GetValue(workers), parsed.GetValue(threads)));
        return command;
    }

    private static int Run(string spec, string[] sets, string root, int? workers, int? threads)
    {
        var (plan, diagnostics) = Compiling.Compile(spec, sets, root);
        Console.Error.Write(DiagnosticText.Render(diagnostics));
        if (plan is null || diagnostics.HasErrors) return ExitCodes.Invalid;
        var store = new ArtifactStore(root, Console.Error.WriteLine);
        store.RequireWritable();
        using var interruption = new Interruption();
        var record = Execute(plan, store, Workers(workers), threads ?? 1, interruption.Token);
        if (interruption.Token.IsCancellationRequested && record.Stages.Any(s => s.State is StageState.Interrupted or StageState.Waiting))
        {
            RunSummary.Write(Console.Out, plan, record, null);
            return ExitCodes.Interrupted;
        }
        var report = Reporting.Write(plan, store, store.Run(plan));
        RunSummary.Write(Console.Out, plan, record, report);
        return record.Stages.Any(s => s.State == StageState.Failed) ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static RunRecord Execute(Plan plan, ArtifactStore store, int workers, int threads, CancellationToken cancel)
    {
        var runner = new StageRunner(store, StageCatalog.All, HostProbe.Current(), threads);
        return ProgressDisplay.Show(plan, async observer =>
        {
            using var queue = new LocalQueue(workers);
            return await queue.RunAsync(new PlanExecutor(plan, store, runner, observer), cancel);
        });
    }

    private static int Workers(int? asked)
    {
        var cores = Environment.ProcessorCount;
        if (asked > cores) Console.Error.WriteLine($"--workers {asked}: this host has {Words.Count(cores, "core")}, {cores} will be used");
        return Math.Min(asked ?? 2, cores);
    }
}
