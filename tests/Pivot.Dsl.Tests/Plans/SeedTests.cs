using Pivot.Dsl.Plans;

namespace Pivot.Dsl.Tests.Plans;

public class SeedTests
{
    [Fact]
    public void Stages_upstream_of_from_run_once_with_seed_0()
    {
        var plan = SpecFile.Plan(SpecText.With("seeds: { values: [3, 5], from: post }"));
        Assert.Equal([0], Seeds(plan, "see"));
        Assert.Equal([0], Seeds(plan, "align"));
        Assert.Equal([3, 5], Seeds(plan, "post"));
        Assert.Equal([3, 5], Seeds(plan, "segment"));
        Assert.Equal([null, null], Seeds(plan, "vqa")); // no randomness of its own, two models to measure
        Assert.Equal([3, 5], plan.Nodes.First(n => n.Stage == "see").Seeds);
    }

    [Fact]
    public void Without_from_every_stage_with_randomness_is_replicated()
    {
        var plan = SpecFile.Plan(SpecText.With("seeds: 2"));
        Assert.Equal([0, 1], Seeds(plan, "see"));
        Assert.Equal([0, 1], Seeds(plan, "post"));
    }

    [Fact]
    public void A_stages_own_seed_wins()
    {
        var plan = SpecFile.Plan(SpecText.With("seeds: 2"), "stages.see.seed=7");
        Assert.Equal([7], Seeds(plan, "see"));
        Assert.Equal([0, 1], Seeds(plan, "align"));
    }

    [Fact]
    public void An_arm_that_leaves_the_first_replicated_stage_out_still_replicates_what_followed_it()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { all: {}, none: { stages.post: null } }\nseeds: { values: [0, 1], from: post }"));
        var none = plan.Nodes.Where(n => n.Arms.Contains("none")).ToList();
        Assert.Equal([0, 1], none.Where(n => n.Stage == "segment").Select(n => n.Seed));
        Assert.Single(none, n => n.Stage == "vqa");
        Assert.Single(none, n => n.Stage == "align");
    }

    [Fact]
    public void Replicates_share_the_hash_of_their_arm_and_arms_do_not()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { a: {}, b: { stages.post.steps: 13 } }\nseeds: 3"));
        Assert.Equal(6, plan.Trials.Count);
        Assert.Equal(2, plan.Trials.Select(t => t.ArmHash).Distinct().Count());
        Assert.All(plan.Trials.GroupBy(t => t.Arm), arm => Assert.Single(arm.Select(t => t.ArmHash).Distinct()));
    }

    private static IEnumerable<long?> Seeds(Plan plan, string stage) => plan.Nodes.Where(n => n.Stage == stage).Select(n => n.Seed);
}
