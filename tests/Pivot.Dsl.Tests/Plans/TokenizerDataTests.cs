using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>What a tokenizer is built from where the spec names it.</summary>
public class TokenizerDataTests
{
    [Fact]
    public void A_view_that_an_arm_overrides_is_that_arms()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { small: {}, large: { data.scenes.train: 900 } }"), "models.nano.tokenizer={ data: [scenes.captions] }");
        Assert.Equal([600, 900], plan.Arms.Select(arm => Assert.IsType<ScenesView>(Assert.Single(See(plan, arm).TokenizerData)).Train));
        Assert.NotEqual(See(plan, "small").Key, See(plan, "large").Key);
    }

    [Fact]
    public void A_sweep_may_vary_what_it_is_built_from()
    {
        var plan = SpecFile.Plan(SpecText.With("sweep: { grid: { models.nano.tokenizer.data: [[scenes.captions], [scenes.instruct, scenes.captions]] } }"));
        Assert.Equal([1, 2], plan.Nodes.Where(n => n.Stage == "see").Select(n => n.TokenizerData.Count));
    }

    [Fact]
    public void A_name_that_only_an_arm_gives_is_reported_where_it_is_written()
    {
        var error = Assert.Single(SpecFile.Compile(SpecText.With("arms: { a: {}, b: { models.nano.tokenizer: { data: [scenes.caption] } } }")).Diagnostics);
        Assert.Equal((DiagnosticCodes.UnknownView, "models.nano.tokenizer.data", "did you mean 'scenes.captions'?"), (error.Code, error.Path, error.Hint));
        Assert.Contains("arm 'b'", error.Message);
    }

    private static PlanNode See(Plan plan, string arm) => plan[plan.Trials.First(t => t.Arm == arm).Stages["see"]];
}
