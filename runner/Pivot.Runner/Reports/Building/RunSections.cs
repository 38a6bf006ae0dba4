using Pivot.Dsl.Plans;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports.Building;

/// <summary>Builds what the report says about the run itself: sharing, failures, the list of stages.</summary>
internal sealed class RunSections(Plan plan, RunRecord record, StoredResults results, StageReferences references, Adjustments adjustments)
{
    private const int MaxShared = 8;

    /// <summary>What was shared and what that saved.</summary>
    public Sharing Sharing()
    {
        var asking = plan.Nodes.ToDictionary(n => n.Key, _ => 0);
        foreach (var trial in plan.Trials)
            foreach (var key in WithParents(trial.Stages.Values)) asking[key]++;
        double SavedBy(PlanNode n) => SecondsOf(n.Key) * Math.Max(0, asking[n.Key] - 1);
        double spent = plan.Nodes.Sum(n => SecondsOf(n.Key)), saved = plan.Nodes.Sum(SavedBy);
        var entries = plan.Nodes.Where(n => SavedBy(n) > 0).OrderByDescending(SavedBy).Take(MaxShared).Select(n => new SharedEntry(
            $"{n.Stage} ({references.LinkOf(n.Key)})", Words(n.Spec.Kind), asking[n.Key], Numbers.Duration(SecondsOf(n.Key)), Numbers.Duration(SavedBy(n)))).ToList();
        int Count(StageState state) => record.Stages.Count(s => s.State == state);
        return new Sharing(
            plan.Trials.Count, plan.StagesRequested, plan.Nodes.Count, Count(StageState.Done), Count(StageState.Cached),
            plan.Nodes.Count - Count(StageState.Done) - Count(StageState.Cached),
            Numbers.Duration(spent), Numbers.Duration(saved), Numbers.Duration(spent + saved), entries);
    }

    /// <summary>Every stage that failed, and what was not started because of it.</summary>
    public IReadOnlyList<FailureEntry> Failures() => plan.Nodes.Where(n => StateOf(n.Key) == StageState.Failed).Select(failed => new FailureEntry(
        failed.Stage, Words(failed.Spec.Kind), Numbers.Join(failed.Arms), Numbers.Join(failed.Seeds.Select(s => s.ToString()).ToList()), references.LinkOf(failed.Key),
        (results.RecordOf(failed.Key)?.Cause ?? "no cause was recorded").Trim(),
        string.Join(", ", plan.Nodes.Where(n => StateOf(n.Key) == StageState.Skipped && WithParents([n.Key]).Contains(failed.Key))
            .Select(n => $"{n.Stage} ({references.LinkOf(n.Key)})")))).ToList();

    /// <summary>Stages neither finished nor stopped by a failure.</summary>
    public string Unfinished() => string.Join(", ", plan.Nodes
        .Where(n => StateOf(n.Key) is StageState.Waiting or StageState.Running or StageState.Interrupted)
        .Select(n => $"{n.Stage} ({references.LinkOf(n.Key)}, {StateInWords(StateOf(n.Key))})"));

    /// <summary>All stages with the folders that hold their results.</summary>
    public IReadOnlyList<StageEntry> Stages(string folder) => plan.Nodes.Select(n => new StageEntry(
        references.NameOf(n.Key), references.NameOf(n.Key).ToLowerInvariant(), n.Stage, Words(n.Spec.Kind), ArmsOf(n), n.Seed?.ToString() ?? "–",
        StateInWords(StateOf(n.Key)) + Again(results.RecordOf(n.Key)?.Retries ?? 0) + Otherwise(n.Key), SecondsOf(n.Key) > 0 ? Numbers.Duration(SecondsOf(n.Key)) : "–", n.Key[..Math.Min(12, n.Key.Length)],
        results.FolderOf(n.Key) is { } stored ? Path.GetRelativePath(folder, stored.Path).Replace('\\', '/') : "")).ToList();

    private string ArmsOf(PlanNode node) => node.Arms.Count == plan.Arms.Count && plan.Arms.Count > 1 ? "all" : Numbers.Join(node.Arms);

    private string Otherwise(string key) => adjustments.Of(key) is { } adjusted ? $", {adjusted.Instead} {Adjustments.Sign}" : "";

    private StageState StateOf(string key) => results.RecordOf(key)?.State ?? StageState.Waiting;

    private double SecondsOf(string key) => results.RecordOf(key)?.Seconds ?? 0;

    private HashSet<string> WithParents(IEnumerable<string> keys)
    {
        var all = new HashSet<string>();
        var open = new Stack<string>(keys);
        while (open.TryPop(out var key))
            if (all.Add(key))
                foreach (var parent in plan[key].Parents.Values) open.Push(parent);
        return all;
    }

    private static string Again(int retries) => retries switch { 0 => "", 1 => ", tried again once", _ => $", tried again {retries} times" };

    private static string Words(string kind) => kind.Replace('_', ' ');

    private static string StateInWords(StageState state) => state switch
    {
        StageState.Done => "done",
        StageState.Cached => "found in the store",
        StageState.Failed => "failed",
        StageState.Skipped => "not started",
        StageState.Interrupted => "interrupted",
        StageState.Running => "running",
        _ => "not reached",
    };
}
