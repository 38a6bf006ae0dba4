using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>A finished stage as a person names it.</summary>
/// <param name="Text">RUN/STAGE, the beginning of a key, or with a spec a stage's name.</param>
/// <param name="Spec">The spec to look in, or null.</param>
/// <param name="Sets">Overrides of the spec.</param>
/// <param name="Arm">The arm, or null.</param>
/// <param name="Seed">The seed, or null.</param>
internal sealed record StageReference(string Text, string? Spec, string[] Sets, string? Arm, long? Seed)
{
    private const int ShortestKey = 4;

    /// <summary>The stage in a store; null where there is none or more than one, which was told on the error stream.</summary>
    public CompletedStage? Find(ArtifactStore store)
    {
        if (Spec is not null) return InSpec(store);
        var slash = Text.TrimEnd('/').LastIndexOf('/');
        return slash > 0 ? InRun(store, Text[..slash], Text[(slash + 1)..]) : ByKey(store);
    }

    private CompletedStage? InSpec(ArtifactStore store)
    {
        var (plan, diagnostics) = Compiling.Compile(Spec!, Sets, store.Root);
        Console.Error.Write(DiagnosticText.Render(diagnostics));
        return plan is null || diagnostics.HasErrors ? null : InPlan(store, plan, Text, $"pivot run {Spec}");
    }

    private CompletedStage? InRun(ArtifactStore store, string name, string stage)
    {
        var runs = RunLookup.Find(store, name);
        if (runs.Count != 1)
        {
            var known = runs.Count > 0 ? runs : RunLookup.All(store);
            return Nothing(runs.Count > 0 ? $"{name} is the beginning of several runs' names:" : $"no run {name} in {store.Runs}; runs there:", known.Select(run => run.Name));
        }
        // A run's own folder says which store it belongs to: <root>/runs/<name>.
        var own = RunLookup.StoreOf(runs[0], store);
        try
        {
            return InPlan(own, runs[0].ReadPlan(), stage, "pivot run with the same spec");
        }
        catch (System.Text.Json.JsonException e)
        {
            return Nothing($"{runs[0].Plan} is damaged or was written by another version of pivot ({e.Message})", []);
        }
    }

    private CompletedStage? InPlan(ArtifactStore store, Plan plan, string stage, string how)
    {
        var nodes = StageLookup.Find(plan, stage, Arm, Seed, out var mistake);
        if (mistake is not null) return Nothing(mistake, []);
        if (nodes.Count > 1)
        {
            var labels = new StageLabels(plan);
            var done = store.Finished(nodes.Select(node => node.Key));
            return Nothing($"'{stage}' is {nodes.Count} stages; choose with --arm and --seed, or by key:",
                nodes.Select(node => $"{node.Key[..12]}  {labels.Of(node)}{(done.Contains(node.Key) ? "" : " (not done)")}"));
        }
        return store.Find(nodes[0].Key) ?? Nothing($"'{stage}' is not done: {how}", []);
    }

    private CompletedStage? ByKey(ArtifactStore store)
    {
        if (Arm is not null || Seed is not null) return Nothing("--arm and --seed choose in a run or a spec: write RUN/STAGE, or --spec SPEC STAGE", []);
        var begun = Text.Length < ShortestKey ? [] : store.Finished().Select(folder => Path.GetFileName(folder.Path)).Where(key => key.StartsWith(Text, StringComparison.Ordinal)).ToList();
        if (begun.Count > 1) return Nothing($"{Text} is the beginning of {begun.Count} keys:", begun.Select(key => $"{key}  {Name(store, key)}"));
        if (begun.Count == 0) return Nothing($"no finished stage in {store.Root} has a key that begins with '{Text}'; name it as RUN/STAGE, with one of these runs:", RunLookup.All(store).Select(run => run.Name));
        return store.Find(begun[0]) ?? Nothing($"{begun[0]} is not whole", []);
    }

    private static string Name(ArtifactStore store, string key)
    {
        try
        {
            var stage = StageDescription.Read(store.Folder(key));
            return stage.Seed is { } seed ? $"{stage.Stage} · seed {seed}" : stage.Stage;
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or IOException)
        {
            return "(of another version)";
        }
    }

    private static CompletedStage? Nothing(string message, IEnumerable<string> candidates)
    {
        Console.Error.WriteLine($"error: {message}");
        foreach (var candidate in candidates) Console.Error.WriteLine($"  {candidate}");
        return null;
    }
}
