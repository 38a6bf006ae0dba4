using System.CommandLine;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Confounds;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Plans.Printing;
using Pivot.Dsl.Specs;
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
        var command = new Command("run", "Runs an experiment on this machine and writes its report. Run again, it goes on where it stopped.") { spec, set, store };
        var use = HostUse.AddTo(command);
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(spec), parsed.GetRequiredValue(set), ArtifactStore.Open(parsed.GetValue(store), Console.Error.WriteLine), run => use(parsed, run)));
        return command;
    }

    private static int Run(string spec, string[] sets, ArtifactStore store, Func<RunSpec?, HostUse> useFor)
    {
        var compilation = Compiling.CompileAndCount(spec, sets, store.Root);
        if (compilation.Plan is not { } plan)
        {
            Tell(compilation);
            return ExitCodes.Invalid;
        }
        if (plan.ToFetch.Count > 0) return Refuse(compilation, plan);
        if (Unchanged(plan, store) is { } finished)
        {
            Tell(compilation);
            RunSummary.Write(Console.Out, plan, finished, store.Run(plan).Report);
            return ExitCodes.Done;
        }
        ConfoundWarnings.Add(compilation);
        var use = useFor(plan.Spec.Run);
        QueueKeys.Warn(compilation, use.Device);
        var (forecast, found) = Preflighting.Check(compilation, store, store.Finished(plan.Nodes.Select(n => n.Key)).Contains, use, null);
        Tell(compilation);
        if (found != ExitCodes.Done) return found;
        store.RequireWritable();
        return Run(plan, store, use, forecast);
    }

    // What is not here cannot be told from what would be: nothing is in the store under these keys, and nothing can be begun.
    private static int Refuse(Compilation compilation, Plan plan)
    {
        Tell(compilation);
        Console.Error.Write(FetchLines.Render(plan.ToFetch));
        Console.Error.WriteLine($"error: {Words.Count(plan.ToFetch.Count, "thing")} that the plan reads {(plan.ToFetch.Count == 1 ? "is" : "are")} not on this machine; nothing was run");
        return ExitCodes.Unfit;
    }

    private static void Tell(Compilation compilation) => Console.Error.Write(DiagnosticText.Render(compilation.Diagnostics));

    private static int Run(Plan plan, ArtifactStore store, HostUse use, PlanForecast forecast)
    {
        using var interruption = new Interruption();
        var record = Execute(plan, store, use, forecast, interruption.Token);
        if (interruption.Token.IsCancellationRequested && record.Stages.Any(s => s.State is StageState.Interrupted or StageState.Waiting))
        {
            RunSummary.Write(Console.Out, plan, record, null);
            return ExitCodes.Interrupted;
        }
        var report = Reporting.Write(plan, store, store.Run(plan));
        RunSummary.Write(Console.Out, plan, record, report);
        return record.Stages.Any(s => s.State == StageState.Failed) ? ExitCodes.Failed : ExitCodes.Done;
    }

    // Everything is there and has been reported: the record of the run that did the work stays, and so does its report.
    private static RunRecord? Unchanged(Plan plan, ArtifactStore store)
    {
        var run = store.Run(plan);
        if (!File.Exists(run.Report) || run.ReadRecord() is not { FinishedAt: not null } record || record.PlanHash != plan.Hash) return null;
        if (record.Stages.Any(s => s.State is not (StageState.Done or StageState.Cached))) return null;
        // Claims, the question and what the report shows are in no key: the same work may have to be told otherwise.
        if (!File.Exists(run.Spec) || File.ReadAllText(run.Spec) != plan.ResolvedYaml) return null;
        var started = DateTimeOffset.UtcNow;
        if (store.FindAll(plan.Nodes.Select(n => n.Key)).Count < plan.Nodes.Count) return null;
        return record with
        {
            StartedAt = started, FinishedAt = DateTimeOffset.UtcNow, Stages = [.. record.Stages.Select(s => s with { State = StageState.Cached })],
        };
    }

    private static RunRecord Execute(Plan plan, ArtifactStore store, HostUse use, PlanForecast forecast, CancellationToken cancel)
    {
        StageWork? Counted(PlanNode node) => forecast.Stages[node.Key].Cost is { Flops: { } flops } cost
            ? new StageWork(flops, cost.Updates, cost.PeakMemory, use.Threads)
            : null;
        var runner = new StageRunner(store, StageCatalog.All, HostProbe.Current(use.Device), use.Threads, Counted);
        return ProgressDisplay.Show(plan, async observer =>
        {
            using var queue = new LocalQueue(use.Workers);
            return await queue.RunAsync(new PlanExecutor(plan, store, runner, observer), cancel);
        });
    }
}
