using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>The plan of the three-arm example, read by eye when it changes: every key in it is a promise that finished work is found again.</summary>
public class GoldenPlanTests
{
    private static readonly string Folder = GoldenFile.Folder();
    private static readonly Plan Plan = SpecFile.Plan(ExperimentCompiler.Compile(Path.Combine(Folder, "three-arms.yaml"), [], null));

    [Fact]
    public void Text_is_as_it_was() => GoldenFile.Matches(PlanText.Render(Plan, IsCached), Path.Combine(Folder, "three-arms.plan.expected.txt"));

    [Fact]
    public void Json_is_as_it_was() => GoldenFile.Matches(PlanJson.Render(Plan, IsCached), Path.Combine(Folder, "three-arms.plan.expected.json"));

    [Fact]
    public void Graph_is_as_it_was() => GoldenFile.Matches(PlanMermaid.Render(Plan, IsCached), Path.Combine(Folder, "three-arms.plan.expected.mmd"));

    [Fact]
    public void Counts_are_those_worked_out_by_hand()
    {
        // A trial of sft: 11 stages + features of align, linear, knn, segment, reuse = 16; of dpo one more (reference); of none one less (post).
        Assert.Equal(3 * 16 + 3 * 17 + 3 * 15, Plan.StagesRequested);
        // Shared: see, align + its features, instruct = 4. A seed of sft: post, vqa, linear, knn, segment, gradient, reuse, reuse_vqa and
        // 3 features (linear and knn share) = 11. dpo: the same, and one reference for all seeds. none: vqa, linear, knn, gradient and 3 features
        // once; segment, reuse, reuse_vqa a seed.
        Assert.Equal(4 + 3 * 11 + 3 * 11 + 1 + 7 + 3 * 3, Plan.Nodes.Count);
        Assert.Equal(9, Plan.Trials.Count);
    }

    [Fact]
    public void Nodes_come_after_their_parents()
    {
        var seen = new HashSet<string>();
        foreach (var node in Plan.Nodes)
        {
            Assert.All(node.Parents.Values, parent => Assert.Contains(parent, seen));
            Assert.True(seen.Add(node.Key));
        }

        Assert.All(Plan.Trials.SelectMany(t => t.Stages.Values), key => Assert.Equal(key, Plan[key].Key));
    }

    private static bool IsCached(string key) => key == Plan.Nodes[0].Key;
}
