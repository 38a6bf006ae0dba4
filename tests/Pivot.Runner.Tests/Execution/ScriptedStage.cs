using Pivot.Runner.Stages;

namespace Pivot.Runner.Tests.Execution;

/// <summary>A stage that does what a test says.</summary>
public sealed class ScriptedStage(Action<StageContext, CancellationToken> run) : IStage
{
    public void Run(StageContext context, CancellationToken cancel) => run(context, cancel);

    /// <summary>A table in which every node is done by <paramref name="run"/>, which then writes the sum of its parents' values plus one.</summary>
    public static IReadOnlyDictionary<string, IStage> Table(Action<StageContext, CancellationToken>? run = null) => new Dictionary<string, IStage>
    {
        ["sft"] = new ScriptedStage((context, cancel) =>
        {
            run?.Invoke(context, cancel);
            var sum = context.Parents.Values.Sum(p => Value(p.Folder));
            context.Folder.WriteScores(new Dictionary<string, double> { ["value"] = sum + 1 });
        }),
    };

    public static double Value(Pivot.Runner.Store.StageFolder folder) =>
        (double)System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(folder.Scores))!["value"]!;
}
