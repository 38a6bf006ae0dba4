using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Graphs;

/// <summary>Finds the node of a plan that a person means.</summary>
/// <param name="Node">The node, or null.</param>
/// <param name="Problem">Why there is none, with the nearest name; null when there is.</param>
public sealed record StageLookup(PlanNode? Node, string? Problem)
{
    private const int ShortestKey = 4;

    /// <summary>
    /// The node of a stage's name in an arm, at the arm's first sweep point and seed; what the compiler made has a name too (<c>post.reference</c>). Or the
    /// node whose key begins so.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="text">Name of a stage, or the beginning of a key, at least 4 hex digits.</param>
    /// <param name="arm">The arm, or null for the first one that has the stage, which is the baseline if it does.</param>
    public static StageLookup Find(Plan plan, string text, string? arm)
    {
        if (arm is not null && !plan.Arms.Contains(arm)) return new(null, Unknown("arm", arm, plan.Arms));
        foreach (var trial in plan.Trials.Where(t => arm is null || t.Arm == arm))
        {
            if (trial.Stages.TryGetValue(text, out var key)) return new(plan[key], null);
        }

        // One that an arm shares with another may go by the name that it has there.
        var named = plan.Nodes.FirstOrDefault(n => n.Stage == text && (arm is null || n.Arms.Contains(arm)));
        if (named is not null) return new(named, null);
        var begun = text.Length >= ShortestKey ? plan.Nodes.Where(n => n.Key.StartsWith(text, StringComparison.Ordinal)).ToList() : [];
        if (begun.Count == 1) return new(begun[0], null);
        if (begun.Count > 1) return new(null, $"'{text}' is the beginning of {begun.Count} keys; give more of it");
        if (arm is not null && plan.Nodes.Any(n => n.Stage == text)) return new(null, $"the arm '{arm}' leaves out the stage '{text}'");
        var names = plan.Trials.Where(t => arm is null || t.Arm == arm).SelectMany(t => t.Stages.Keys).Distinct()
            .Concat(plan.Nodes.Where(n => arm is null || n.Arms.Contains(arm)).Select(n => n.Stage)).Distinct().ToList();
        return new(null, Unknown("stage", text, names));
    }

    private static string Unknown(string what, string name, IReadOnlyList<string> names) => $"there is no {what} '{name}'; {NearestName.Hint(name, names)}";
}
