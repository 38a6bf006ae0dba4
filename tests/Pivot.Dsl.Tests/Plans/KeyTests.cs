using CsCheck;
using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Plans;

public class KeyTests
{
    /// <summary>Every field a key depends on, with a value that is not the one of the base.</summary>
    public static TheoryData<string, string> Fields => new()
    {
        { "data.scenes.image_size=64", "see" }, { "data.scenes.train=601", "see" }, { "data.scenes.test=101", "see" }, { "data.scenes.seed=12", "see" },
        { "models.nano.vision_tower.image_size=56", "see" }, { "models.nano.vision_tower.patch_size=6", "see" }, { "models.nano.vision_tower.width=64", "see" },
        { "models.nano.vision_tower.depth=3", "see" }, { "models.nano.vision_tower.heads=8", "see" }, { "models.nano.vision_tower.mlp_width=100", "see" },
        { "models.nano.vision_tower.feature_layer=-2", "see" },
        { "models.nano.language_model.width=64", "align" }, { "models.nano.language_model.depth=3", "align" }, { "models.nano.language_model.heads=8", "align" },
        { "models.nano.language_model.kv_heads=4", "align" }, { "models.nano.language_model.mlp_width=100", "align" },
        { "models.nano.language_model.tie_embeddings=false", "align" }, { "models.nano.language_model.rope_theta=1e6", "align" },
        { "models.nano.language_model.max_length=256", "align" }, { "models.nano.tokenizer.kind=byte", "see" }, { "models.nano.tokenizer.max_words=100", "see" },
        { "models.nano.tokenizer.data=[scenes.test]", "see" },
        { "stages.post.from=see", "post" }, { "stages.post.data=scenes.instruct", "post" }, { "stages.post.kind=dpo", "post" }, { "stages.post.seed=1", "post" },
        { "stages.post.train=[language_model]", "post" }, { "stages.post.steps=13", "post" }, { "stages.post={steps: null, epochs: 1.5}", "post" },
        { "stages.post.batch_size=16", "post" }, { "stages.post.accumulate=2", "post" }, { "stages.post.learning_rate=1e-4", "post" },
        { "stages.post.learning_rate.projector=1e-4", "post" }, { "stages.post.warmup=0.1", "post" }, { "stages.post.schedule=linear", "post" },
        { "stages.post.weight_decay=0", "post" }, { "stages.post.betas=[0.9, 0.99]", "post" }, { "stages.post.clip_norm=2", "post" },
        { "stages.post.evaluate_every=10", "post" }, { "stages.post.turns=independent", "post" },
        { "stages.vqa.max_new_tokens=8", "vqa" }, { "stages.vqa.batch_size=8", "vqa" },
        { "stages.linear.features=projector", "linear" }, { "stages.linear.c=[1]", "linear" },
        { "stages.knn.k=5", "knn" }, { "stages.knn.temperature=0.1", "knn" },
        { "stages.segment.hidden=0", "segment" }, { "stages.segment.epochs=6", "segment" }, { "stages.segment.batch_size=8", "segment" },
        { "stages.segment.learning_rate=1e-4", "segment" }, { "stages.segment.pictures=1", "segment" }, { "stages.segment.seed=1", "segment" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_that_matters_changes_the_key(string set, string stage)
    {
        Assert.NotEqual(Key(SpecFile.Plan(SpecText.Base), stage), Key(SpecFile.Plan(SpecText.Base, set), stage));
    }

    [Theory]
    [InlineData("stages.post={kind: dpo}", "stages.post={kind: dpo, beta: 0.2}", "post")]
    [InlineData("stages.segment={kind: dpo, data: scenes.preference, steps: 2}", "stages.segment={kind: dpo, data: scenes.preference, steps: 2, reference: align}", "segment")]
    [InlineData("stages.vqa={kind: gradient_map, data: scenes.grounded}", "stages.vqa={kind: gradient_map, data: scenes.grounded, objective: dpo}", "vqa")]
    [InlineData("stages.vqa={kind: gradient_map, data: scenes.grounded}", "stages.vqa={kind: gradient_map, data: scenes.grounded, questions: 7}", "vqa")]
    [InlineData("stages.vqa={kind: gradient_map, data: scenes.grounded}", "stages.vqa={kind: gradient_map, data: scenes.grounded, pictures: 7}", "vqa")]
    public void A_field_of_another_kind_changes_the_key(string one, string other, string stage) =>
        Assert.NotEqual(Key(SpecFile.Plan(SpecText.Base, one), stage), Key(SpecFile.Plan(SpecText.Base, other), stage));

    [Theory]
    [InlineData("stages.post.checkpoint_every=7")]
    [InlineData("stages.post.learning_rate={default: 1e-3}")]
    [InlineData("stages.post.learning_rate=0.001")]
    [InlineData("stages.post.batch_size=32")]
    [InlineData("models.nano.projector=null")]
    [InlineData("name=other")]
    [InlineData("question=why?")]
    [InlineData("report={metrics: [vqa.accuracy]}")]
    public void What_cannot_change_the_result_does_not_change_any_key(string set)
    {
        Assert.Equal(SpecFile.Plan(SpecText.Base).Hash, SpecFile.Plan(SpecText.Base, set).Hash);
    }

    [Fact]
    public void Keys_hold_under_renames_and_reordering() => RenamedSpec.Sample(text =>
    {
        static IEnumerable<string> Keys(Plan plan) => plan.Nodes.Select(n => n.Key).Order();
        return Keys(SpecFile.Plan(text)).SequenceEqual(Keys(SpecFile.Plan(SpecText.Base)));
    }, iter: 40);

    /// <summary>The base with its stages in another order and every name of a person's choosing exchanged.</summary>
    private static readonly Gen<string> RenamedSpec =
        from salt in Gen.Int[0, 999]
        from order in Gen.Shuffle(SpecText.Base.Split('\n').SkipWhile(l => l != "stages:").Skip(1).ToArray())
        select Renamed(salt, order);

    private static string Renamed(int salt, string[] stages)
    {
        var text = string.Join('\n', SpecText.Base.Split('\n').TakeWhile(l => l != "stages:").Append("stages:").Concat(stages));
        foreach (var stage in (string[])["see", "align", "post", "vqa", "linear", "knn", "segment"])
        {
            text = text.Replace($"  {stage}: ", $"  {stage}{salt}: ").Replace($"from: {stage},", $"from: {stage}{salt},");
        }

        return text.Replace("nano", $"model{salt}").Replace("data: scenes.", $"data: world{salt}.").Replace("  scenes: {", $"  world{salt}: {{");
    }

    private static string Key(Plan plan, string stage) => plan.Trials[0].Stages[stage];
}
