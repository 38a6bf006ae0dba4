using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Explaining;

/// <summary>
/// Finds out why a stage's key is not in the store: the stored stage of its kind that is nearest, and what differs from it. Near is what
/// differs in few places, those in what a stage reads counted along, so that a change far upstream is one and not a whole lineage.
/// </summary>
public sealed class StageExplainer
{
    private const int AnotherKind = 1000;
    private const string AsAbove = ", for the reason above";

    // What is the stage's own before what it reads: nearest to the cause first.
    private static readonly string[] Order = ["kind", "language", "version", "inputs", "data", "model", "seed", "parents"];

    private static readonly string[] Roles = [ParentRoles.From, ParentRoles.VisionTower, ParentRoles.Reference, ParentRoles.Features];

    private readonly Plan _plan;
    private readonly ArtifactStore _store;
    private readonly StoredStages _stored;
    private readonly Dictionary<string, JsonElement> _contents = [];
    private readonly Dictionary<(string, string), IReadOnlyList<ContentChange>> _changes = [];
    private readonly Dictionary<(string, string), int> _distances = [];

    /// <summary>An explainer of a plan that was just compiled, against a store.</summary>
    public StageExplainer(Plan plan, ArtifactStore store) => (_plan, _store, _stored) = (plan, store, StoredStages.Read(store));

    /// <summary>Explains a stage of the plan.</summary>
    public StageExplanation Explain(PlanNode node)
    {
        // What is under its own key is looked at byte by byte, as a run would.
        if (_store.Find(node.Key) is { } done) return new StageExplanation(node, StageDescription.Read(done.Folder), null, 0, 0, []);
        var candidates = _stored.All.Where(s => s.Kind == node.Spec.Kind && s.Key != node.Key).ToList();
        var nearest = candidates.OrderBy(s => Distance(node, s)).ThenByDescending(s => s.FinishedAt).ThenBy(s => s.Key, StringComparer.Ordinal).FirstOrDefault();
        return new StageExplanation(
            node, null, nearest, candidates.Count, _stored.Silent.Count(k => k == node.Spec.Kind || k.Length == 0), nearest is null ? [] : Tell(node, nearest, []));
    }

    private List<Difference> Tell(PlanNode node, StageDescription stored, HashSet<(string, string)> told)
    {
        told.Add((node.Key, stored.Key));
        var changes = Changes(node, stored);
        var own = changes.Where(c => RoleOf(c) is null).OrderBy(c => Array.IndexOf(Order, c.Path.Split('.')[0]))
            .Select(c => DifferenceWords.Of(c, node, stored)).ToList();
        var read = changes.Where(c => RoleOf(c) is not null).OrderBy(c => Array.IndexOf(Roles, RoleOf(c))).Select(c => TellParent(c, node, told));
        return [.. own, .. read];
    }

    private Difference TellParent(ContentChange change, PlanNode node, HashSet<(string, string)> told)
    {
        var (here, there) = (change.Here?.GetString(), change.There?.GetString());
        var (mine, theirs) = (here is null ? null : _plan[here], there is null ? null : _stored.Find(there));
        var (nameHere, nameThere) = (mine?.Stage, theirs?.Stage ?? mine?.Stage);
        var verb = Verb(RoleOf(change)!, node);
        Difference Said(string text, IReadOnlyList<Difference> inside) => new(change.Path, here, there, text, inside);
        if (here is null) return Said($"it {verb} nothing here, '{theirs?.Stage ?? Short(there!)}' there", []);
        if (there is null) return Said($"it {verb} '{nameHere}' here, nothing there", []);
        var text = nameHere == nameThere
            ? $"it {verb} another '{nameHere}' (key {Short(here)} here, {Short(there)} there)"
            : $"it {verb} '{nameHere}' ({Short(here)}) here, '{nameThere}' ({Short(there)}) there";
        if (theirs is null) return Said($"{text}; that one is not in the store any more, so what differs in it cannot be told", []);
        if (told.Contains((here, there))) return Said($"{text}{AsAbove}", []);
        var inside = Tell(mine!, theirs, told);
        // A whole branch that says nothing new is one line.
        return inside.TrueForAll(d => d.Text.EndsWith(AsAbove, StringComparison.Ordinal)) ? Said($"{text}{AsAbove}", []) : Said(text, inside);
    }

    private static string Verb(string role, PlanNode node) => role switch
    {
        ParentRoles.VisionTower => "takes its tower out of",
        ParentRoles.Reference => "is held to",
        ParentRoles.Features => "reads",
        _ => StageKinds.All[node.Spec.Kind] is { Trains: true } ? "starts from" : StageKinds.All[node.Spec.Kind].MadeByCompiler ? "is computed with" : "measures",
    };

    private int Distance(PlanNode node, StageDescription stored)
    {
        if (_distances.TryGetValue((node.Key, stored.Key), out var known)) return known;
        return _distances[(node.Key, stored.Key)] = Changes(node, stored).Sum(change => change.Path == "kind" ? AnotherKind
            : RoleOf(change) is null || change.Here is not { } here || change.There is not { } there || _stored.Find(there.GetString()!) is not { } theirs ? 1
            : 1 + Distance(_plan[here.GetString()!], theirs));
    }

    private IReadOnlyList<ContentChange> Changes(PlanNode node, StageDescription stored)
    {
        if (_changes.TryGetValue((node.Key, stored.Key), out var known)) return known;
        if (!_contents.TryGetValue(node.Key, out var content)) _contents[node.Key] = content = JsonElement.Parse(node.Content);
        return _changes[(node.Key, stored.Key)] = ContentChange.Between(content, stored.Content!.Value);
    }

    private static string? RoleOf(ContentChange change) =>
        change.Path.StartsWith("parents.", StringComparison.Ordinal) ? change.Path["parents.".Length..] : null;

    private static string Short(string key) => key[..Math.Min(8, key.Length)];
}
