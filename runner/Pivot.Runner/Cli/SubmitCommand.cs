using System.CommandLine;
using System.Globalization;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Confounds;
using Pivot.Dsl.Plans.Forecasts;
using Pivot.Dsl.Plans.Printing;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot submit SPEC</c>: validate, plan, and send to the shared queue.</summary>
internal static class SubmitCommand
{
    public static Command Build()
    {
        var spec = CommonOptions.Spec();
        var set = CommonOptions.Set();
        var store = CommonOptions.Store();
        var storage = FleetStorage.Option();
        var priority = new Option<int?>("--priority") { Description = "Its place in the queue, 0 to 100, higher first. Default: the spec's run.priority.", HelpName = "N" };
        priority.Validators.Add(result => { if (result.GetValueOrDefault<int?>() is { } n and (< 0 or > 100)) result.AddError($"--priority takes 0 to 100, found {n}"); });
        var schedule = new Option<string?>("--schedule") { Hidden = true };
        var planned = new Option<string?>("--planned-for") { Hidden = true };
        var command = new Command("submit", "Sends an experiment to the shared queue; hosts do its stages and write the report.") { spec, set, store, storage, priority, schedule, planned };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(spec), parsed.GetRequiredValue(set), ArtifactStore.Open(parsed.GetValue(store)), Storage.Require(parsed.GetValue(storage)), parsed.GetValue(priority),
            parsed.GetValue(schedule), parsed.GetValue(planned) is { } time ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null));
        return command;
    }

    private static int Run(string spec, string[] sets, ArtifactStore store, string connection, int? priority, string? schedule, DateTimeOffset? plannedFor)
    {
        var compilation = Compiling.CompileAndCount(spec, sets, store.Root);
        RequireOneDevice(compilation);
        if (compilation.Plan is not { } plan || compilation.Diagnostics.HasErrors)
        {
            Console.Error.Write(DiagnosticText.Render(compilation.Diagnostics));
            return ExitCodes.Invalid;
        }
        ConfoundWarnings.Add(compilation);
        Console.Error.Write(DiagnosticText.Render(compilation.Diagnostics));
        if (plan.ToFetch.Count > 0)
        {
            Console.Error.Write(FetchLines.Render(plan.ToFetch));
            Console.Error.WriteLine("error: what is not here has no content to be keyed by; nothing was submitted");
            return ExitCodes.Unfit;
        }
        using var database = new FleetDatabase(connection);
        Migrations.Up(database);
        var costs = new CostTable(plan);
        StageWork? Counted(PlanNode node) => costs.Of(node) is { Flops: { } flops } cost ? new StageWork(flops, cost.Updates, cost.PeakMemory, 0) : null;
        var folder = store.Run(plan).Name;
        var id = new Submission(database).Submit(
            new SubmittedRun
            {
                Plan = plan, Folder = folder, Counted = Counted, By = $"{Environment.UserName}@{Environment.MachineName}", Priority = priority,
                Schedule = schedule, PlannedFor = plannedFor,
            }, CancellationToken.None);
        Console.WriteLine(id is null ? $"{folder}: this occurrence of schedule {schedule} has its run already" : $"{folder}  {Words.Count(plan.Nodes.Count, "stage")}  run {id}");
        return ExitCodes.Done;
    }

    private static void RequireOneDevice(Compilation compilation)
    {
        if (compilation.Plan?.Spec.Run.Gpus is not (> 1 and var gpus)) return;
        compilation.Diagnostics.Error(DiagnosticCodes.NoDevice, compilation.PlaceOf("run.gpus"), "run.gpus",
            $"a stage runs on one device, and run.gpus asks for {gpus}", "write gpus: 1; the arms and seeds run side by side on as many devices as the hosts have");
    }
}
