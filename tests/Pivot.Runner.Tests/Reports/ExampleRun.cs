using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Reports;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Reports;

/// <summary>
/// A finished run built by hand: see -> instruct (shared) -> post in {sft, dpo, none} x 2 seeds -> benchmark, probes, gradient maps. Numbers
/// are made up and fixed; files are what the stages would leave.
/// </summary>
internal sealed class ExampleRun : IDisposable
{
    public static readonly long[] Seeds = [0, 1];
    public static readonly string[] Arms = ["sft", "dpo", "none"];

    private readonly Dictionary<string, (StageState State, string? Cause)> _states = [];

    public ExampleRun()
    {
        Root = Directory.CreateTempSubdirectory("pivot-report-").FullName;
        Plan = ExamplePlan.Build();
        foreach (var node in Plan.Nodes) ExampleStages.Write(node, FolderOf(node.Key));
    }

    public string Root { get; }

    public Plan Plan { get; set; }

    public string ReportFolder => Path.Combine(Root, "runs", "sft-vs-dpo");

    public RunRecord Record => new()
    {
        PlanHash = Plan.Hash,
        StartedAt = new DateTimeOffset(2025, 3, 14, 9, 26, 53, TimeSpan.Zero),
        FinishedAt = new DateTimeOffset(2025, 3, 14, 9, 31, 11, TimeSpan.Zero),
        Host = new HostInfo("bench", "Example CPU", 2, 7.8, "cpu", "Debian GNU/Linux 12", ".NET 10.0.0", "0.1.0", "2.10.0"),
        Stages = Plan.Nodes.Select((n, i) => _states.TryGetValue(n.Key, out var s)
            ? new StageRecord(n.Key, n.Stage, n.Spec.Kind, s.State, 0, s.Cause)
            : new StageRecord(n.Key, n.Stage, n.Spec.Kind, i == 0 ? StageState.Cached : StageState.Done, 4 + 1.5 * i, null)).ToList(),
    };

    /// <summary>The node of a stage for an arm and seed.</summary>
    public PlanNode Node(string stage, string arm, long seed) =>
        Plan[Plan.Trials.First(t => t.Arm == arm && t.Seed == seed).Stages[stage]];

    public StageFolder FolderOf(string key) => new(Path.Combine(Root, "stages", key));

    /// <summary>Makes a node fail and everything that needs it be skipped; their results are gone.</summary>
    public void Fail(PlanNode failed, string cause)
    {
        _states[failed.Key] = (StageState.Failed, cause);
        foreach (var node in Plan.Nodes.Where(n => n.Parents.Values.Any(_states.ContainsKey)))
            _states[node.Key] = (StageState.Skipped, $"{failed.Stage} failed");
        foreach (var key in _states.Keys)
            if (Directory.Exists(FolderOf(key).Path)) Directory.Delete(FolderOf(key).Path, recursive: true);
    }

    /// <summary>Makes a node done in smaller micro-batches than asked for.</summary>
    public void Adjust(PlanNode node, Adjustment adjusted) => StageDescription.Of(node, Record.Host, 7, 1, adjusted: adjusted).Write(FolderOf(node.Key));

    public ReportFiles Write(string? templates = null) => Report.Write(
        Plan, Record, key => Directory.Exists(FolderOf(key).Path) ? new CompletedStage(key, FolderOf(key)) : null, ReportFolder, templates);

    public string WriteMarkdown() => File.ReadAllText(Write().Markdown);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
