using System.Text.Json.Nodes;
using Pivot.Dsl.Plans;
using Pivot.Runner.Explaining;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Reports;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Explaining;

public sealed class ExplanationTests : IDisposable
{
    private static readonly DateTimeOffset Later = new(2025, 3, 15, 9, 0, 0, TimeSpan.Zero);

    private readonly MadeStore _made = new();

    [Theory]
    [InlineData("stored", "post", null)]
    [InlineData("own-fields", "post", "dpo", "stages.post.steps=20", "arms.dpo={ stages.post: { kind: dpo, beta: 0.1, learning_rate: { default: 1e-4, vision_tower: 3e-5 } } }")]
    [InlineData("schedule", "post", "sft", "stages.post={ steps: null, epochs: 2.5, schedule: linear, train: [projector] }")]
    [InlineData("upstream", "linear", "sft", "stages.instruct.learning_rate=2e-3")]
    [InlineData("far-upstream", "vqa", "dpo", "stages.see.steps=61", "stages.align.warmup=0")]
    [InlineData("world", "see", null, "data.scenes.train=601")]
    [InlineData("view", "post", "sft", "stages.post.data=scenes.instruct", "arms.dpo=null")]
    [InlineData("limit", "align", null, "data.photos.limit=5")]
    [InlineData("model", "align", null, "models.nano.language_model.width=64", "models.nano.tokenizer.data=[scenes.instruct]")]
    [InlineData("seed", "post", "sft", "seeds.values=[0, 1, 2]")]
    [InlineData("another-start", "post", "sft", "stages.post.from=align")]
    [InlineData("reference", "post", "dpo", "stages.instruct.steps=41")]
    public void A_change_is_told_down_to_its_cause(string name, string stage, string? arm, params string[] sets) =>
        GoldenText.Check($"explain/{name}.txt", _made.Explain(MadeStore.Plan("photos 1", sets), stage, arm));

    [Fact]
    public void Changed_content_of_files_is_told_with_the_view() =>
        Assert.Contains("- data: the content of photos changed (digest photos 2 here, photos 1 there)\n", _made.Explain(MadeStore.Plan("photos 2"), "align"));

    [Fact]
    public void A_newer_version_of_the_kind_is_told()
    {
        var plan = MadeStore.Plan("photos 1", "stages.post.seed=7");
        var node = plan.Nodes.First(n => n.Stage == "post" && n.Arms.Contains("dpo"));
        _made.Put(node with { Key = TestPlans.Key("old") }, Later, content => content["version"] = 0);
        Assert.Contains("- version of the kind: this program's version 1 of dpo, stored by version 0\n", _made.Explain(plan, "post", "dpo"));
    }

    [Fact]
    public void Of_equally_near_stages_the_most_recent_is_taken()
    {
        var plan = MadeStore.Plan("photos 1", "stages.instruct.steps=43");
        foreach (var steps in new[] { 44, 42, 41 })
            _made.Put(MadeStore.Plan("photos 1", $"stages.instruct.steps={steps}").Nodes.First(n => n.Stage == "instruct"), Later.AddHours(steps == 42 ? 1 : 0));
        Assert.Contains("- inputs.steps: 43 here, 42 there\n", _made.Explain(plan, "instruct"));
    }

    [Fact]
    public void A_parent_that_is_gone_from_the_store_is_said_to_be()
    {
        foreach (var gone in MadeStore.Plan("photos 1").Nodes.Where(n => n.Stage == "instruct")) Directory.Delete(_made.Store.Folder(gone.Key).Path, recursive: true);
        Assert.Contains("is not in the store any more, so what differs in it cannot be told\n", _made.Explain(MadeStore.Plan("photos 1", "stages.instruct.steps=43"), "post", "sft"));
    }

    [Fact]
    public void Where_nothing_of_the_kind_is_stored_that_is_said()
    {
        using var empty = new TemporaryStore();
        var plan = MadeStore.Plan("photos 1");
        var found = new StageExplainer(plan, empty.Store).Explain(plan.Nodes[0]);
        Assert.Equal((null, null, 0), (found.Stored, found.Nearest, found.Compared));
        Assert.EndsWith("not in the store, and no stage of kind contrastive is there to compare it with\n", ExplanationText.Render([found], _ => "see", _ => "", _ => ""));
    }

    [Fact]
    public void A_stage_stored_before_contents_were_kept_is_read_and_counted()
    {
        var plan = MadeStore.Plan("photos 1", "stages.see.steps=70");
        var old = MadeStore.Plan("photos 1").Nodes[0];
        var folder = _made.Store.Folder(old.Key);
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, StageDescription.FileName)))!.AsObject();
        Assert.True(json.Remove("content"));
        File.WriteAllText(Path.Combine(folder.Path, StageDescription.FileName), json.ToJsonString());
        Assert.Null(StageDescription.Read(folder).Content);
        var found = new StageExplainer(plan, _made.Store).Explain(plan.Nodes[0]);
        Assert.Equal((null, 0, 1), (found.Nearest, found.Compared, found.Silent));
    }

    [Fact]
    public void Json_has_the_same_differences()
    {
        var plan = MadeStore.Plan("photos 1", "stages.instruct.learning_rate=2e-3");
        var node = plan.Nodes.First(n => n.Stage == "post");
        var json = JsonNode.Parse(ExplanationJson.Render([new StageExplainer(plan, _made.Store).Explain(node)], s => s.Key))![0]!;
        Assert.Equal((node.Key, false), ((string)json["key"]!, (bool)json["cached"]!));
        var parent = Assert.Single(json["differences"]!.AsArray())!;
        Assert.Equal("parents.from", (string)parent["path"]!);
        var cause = Assert.Single(parent["differences"]!.AsArray())!;
        Assert.Equal(("inputs.learning_rate.default", "2e-3", "1e-3"), ((string)cause["path"]!, (string)cause["here"]!, (string)cause["there"]!));
    }

    [Theory]
    [InlineData("pots", null, null, "there is no stage 'pots'; did you mean 'post'?")]
    [InlineData("post", "dqo", null, "there is no arm 'dqo'; did you mean 'dpo'?")]
    [InlineData("post", null, 7L, "the spec has no seed 7; its seeds are 0, 1")]
    public void What_is_not_there_is_told_with_the_nearest_name(string stage, string? arm, long? seed, string mistake)
    {
        Assert.Empty(StageLookup.Find(MadeStore.Plan("photos 1"), stage, arm, seed, out var told));
        Assert.Equal(mistake, told);
    }

    [Fact]
    public void Stages_are_found_by_arm_and_seed_and_those_of_the_compiler_by_name()
    {
        var plan = MadeStore.Plan("photos 1");
        Assert.Equal(4, StageLookup.Find(plan, "post", null, null, out _).Count);
        Assert.Equal("dpo", Assert.Single(StageLookup.Find(plan, "post", "dpo", 1, out _)).Spec.Kind);
        Assert.Single(StageLookup.Find(plan, "post.reference", null, null, out _));
        Assert.Empty(StageLookup.Find(plan, "post.reference", "sft", null, out var mistake));
        Assert.Equal("the arm 'sft' leaves the stage 'post.reference' out", mistake);
    }

    public void Dispose() => _made.Dispose();
}
