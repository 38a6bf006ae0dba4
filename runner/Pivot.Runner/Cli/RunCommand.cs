using System.CommandLine;
using System.Text.RegularExpressions;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Confounds;
using Pivot.Runner.Cli.Progress;
using Pivot.Runner.Execution;
using Pivot.Runner.Queue;
using Pivot.Runner.Store;
using StageCatalog = Pivot.Runner.Stages.StageCatalog;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot run SPEC</c>: validate, plan, run here through an in-process queue, write the report.</summary>
internal static partial class RunCommand
{
    private const int MostThreads = 4;

    public static Command Build()
    {
        var spec = CommonOptions.Spec();
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var workers = CommonOptions.Count("--workers", "Stages done at once. Default: as many as the cores allow with the threads of each.");
        var threads = CommonOptions.Count("--threads",
            $"Threads per stage. Default: the cores, at most {MostThreads}. The same spec and seed give the same numbers, bit for bit, for a given number of threads.");
        var device = new Option<string>("--device")
        {
            Description = "Where tensors live: cpu, cuda or cuda:N.", HelpName = "DEVICE", DefaultValueFactory = _ => "cpu",
        };
        device.Validators.Add(result =>
        {
            if (!DeviceName().IsMatch(result.GetValueOrDefault<string>())) result.AddError($"--device takes cpu, cuda or cuda:N, found {result.GetValueOrDefault<string>()}");
        });
        var command = new Command("run", "Runs an experiment on this machine and writes its report. Run again, it goes on where it stopped.")
        {
            spec, set, store, workers, threads, device,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(spec), parsed.GetRequiredValue(set), ArtifactStore.Locate(parsed.GetValue(store)),
            parsed.GetValue(workers), parsed.GetValue(threads), parsed.GetRequiredValue(device)));
        return command;
    }

    private static int Run(string spec, string[] sets, string root, int? workers, int? threads, string device)
    {
        var compilation = Compiling.Compile(spec, sets, root);
        ConfoundWarnings.Add(compilation);
        QueueKeys.Warn(compilation, device);
        var (plan, diagnostics) = compilation;
        Console.Error.Write(DiagnosticText.Render(diagnostics));
        if (plan is null || diagnostics.HasErrors) return ExitCodes.Invalid;
        var store = new ArtifactStore(root, Console.Error.WriteLine);
        store.RequireWritable();
        if (Unchanged(plan, store) is { } finished)
        {
            RunSummary.Write(Console.Out, plan, finished, store.Run(plan).Report);
            return ExitCodes.Done;
        }
        using var interruption = new Interruption();
        var (atOnce, each) = Cores(workers, threads);
        var record = Execute(plan, store, atOnce, each, device, interruption.Token);
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

    private static RunRecord Execute(Plan plan, ArtifactStore store, int workers, int threads, string device, CancellationToken cancel)
    {
        var runner = new StageRunner(store, StageCatalog.All, HostProbe.Current(device), threads);
        return ProgressDisplay.Show(plan, async observer =>
        {
            using var queue = new LocalQueue(workers);
            return await queue.RunAsync(new PlanExecutor(plan, store, runner, observer), cancel);
        });
    }

    // Small models gain little from many threads, and a chain of stages nothing from many workers: threads first, then workers with what is left.
    private static (int Workers, int Threads) Cores(int? workers, int? threads)
    {
        var cores = Environment.ProcessorCount;
        if (workers > cores) Console.Error.WriteLine($"--workers {workers}: this host has {Words.Count(cores, "core")}, {cores} will be used");
        var each = threads ?? Math.Clamp(cores / (workers ?? 1), 1, MostThreads);
        return (Math.Min(workers ?? Math.Max(1, cores / each), cores), each);
    }

    [GeneratedRegex("^(cpu|cuda(:[0-9]{1,2})?)$")]
    private static partial Regex DeviceName();
}
