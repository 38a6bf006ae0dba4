using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Sweeps;

/// <summary>Which points each member of a sweep makes, and in which order. A point is written as its values, last words of the paths before them.</summary>
public class SweepTests
{
    [Fact]
    public void Zipped_axes_go_in_step() =>
        Assert.Equal(["steps 1, batch_size 4", "steps 2, batch_size 8"], Points("{ zip: { stages.post.steps: [1, 2], stages.post.batch_size: [4, 8] } }"));

    [Fact]
    public void A_list_is_its_points_and_a_point_may_set_a_map_or_remove_a_stage() => Assert.Equal(
        ["steps 1", "post { kind: dpo, beta: 0.2 }, depth 2", "post null", ""],
        Points("{ list: [{ stages.post.steps: 1 }, { stages.post: { kind: dpo, beta: 0.2 }, models.nano.vision_tower.depth: 2 }, { stages.post: null }, {}] }"));

    [Fact]
    public void A_sum_is_one_sweep_after_another_and_an_empty_sweep_changes_nothing() => Assert.Equal(
        ["steps 1", "steps 2", "", "batch_size 4"],
        Points("{ sum: [{ grid: { stages.post.steps: [1, 2] } }, {}, { list: [{ stages.post.batch_size: 4 }] }] }"));

    [Fact]
    public void Members_are_multiplied_in_the_order_they_are_written_in_the_first_slowest()
    {
        Assert.Equal(
            ["steps 1, batch_size 4", "steps 1, batch_size 8", "steps 2, batch_size 4", "steps 2, batch_size 8"],
            Points("{ zip: { stages.post.steps: [1, 2] }, grid: { stages.post.batch_size: [4, 8] } }"));
        Assert.Equal(
            ["batch_size 4, steps 1", "batch_size 4, steps 2", "batch_size 8, steps 1", "batch_size 8, steps 2"],
            Points("{ grid: { stages.post.batch_size: [4, 8] }, zip: { stages.post.steps: [1, 2] } }"));
    }

    [Fact]
    public void Sweeps_nest() => Assert.Equal(
        ["steps 1, depth 2", "steps 1, depth 4", "batch_size 8, depth 2", "batch_size 8, depth 4"],
        Points("{ product: [{ sum: [{ grid: { stages.post.steps: [1] } }, { grid: { stages.post.batch_size: [8] } }] }, { product: [{ grid: { models.nano.vision_tower.depth: [2, 4] } }] }] }"));

    [Fact]
    public void An_axis_value_may_be_that_there_is_none() =>
        Assert.Equal(["kv_heads 1", "kv_heads null"], Points("{ grid: { models.nano.language_model.kv_heads: [1, ~] } }"));

    [Fact]
    public void Seeds_and_arms_are_crossed_with_the_points()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { a: {}, b: { stages.post.batch_size: 16 } }\nseeds: 3\nsweep: { sum: [{ grid: { stages.post.steps: [1, 2] } }, {}] }"));
        Assert.Equal(2 * 3 * 3, plan.Trials.Count);
        Assert.Equal(["a", "b"], plan.Trials.Select(t => t.Arm).Distinct());
    }

    [Fact]
    public void The_record_has_all_of_it_and_a_sweep_of_nothing_is_none()
    {
        var sweep = SpecFile.Plan(SpecText.With("""
            sweep:
              grid: { stages.post.steps: [1, 2] }
              random: { count: 3, seed: 5, over: { stages.post.learning_rate: { log: [1e-5, 1e-3] } } }
              sum: [{ zip: { stages.see.steps: [1, 2] } }, { list: [{ stages.align: null }] }]
              when: [{ stages.post.steps: 1 }, { stages.post.kind: { not: dpo } }]
              exclude: { stages.post.learning_rate: { below: 1e-5 } }
            """)).Spec.Sweep!;
        Assert.Equal(["1", "2"], sweep.Grid["stages.post.steps"]);
        Assert.Equal((3, 5L, "{ log: [1e-5, 1e-3] }"), (sweep.Random!.Count, sweep.Random.Seed, sweep.Random.Over["stages.post.learning_rate"]));
        Assert.Equal(["1", "2"], sweep.Sum[0].Zip["stages.see.steps"]);
        Assert.Equal("null", sweep.Sum[1].List[0]["stages.align"]);
        Assert.Equal(["1", "{ not: dpo }"], sweep.When.SelectMany(c => c.Values));
        Assert.Equal("{ below: 1e-5 }", Assert.Single(sweep.Exclude)["stages.post.learning_rate"]);
        Assert.Null(SpecFile.Plan(SpecText.With("sweep: {}")).Spec.Sweep);
    }

    [Fact]
    public void A_record_keeps_an_order_that_is_not_its_own_as_a_product()
    {
        var sweep = SpecFile.Plan(SpecText.With("sweep: { zip: { stages.post.steps: [1, 2] }, grid: { stages.post.batch_size: [4, 8] } }")).Spec.Sweep!;
        Assert.Equal(([], []), (sweep.Grid.Keys.ToArray(), sweep.Zip.Keys.ToArray()));
        Assert.Equal(["stages.post.steps"], sweep.Product[0].Zip.Keys);
        Assert.Equal(["stages.post.batch_size"], sweep.Product[1].Grid.Keys);
    }

    [Fact]
    public void An_arm_that_the_sweep_leaves_alone_may_set_what_it_varies_for_others()
    {
        var plan = SpecFile.Plan(SpecText.With("arms: { a: {}, b: { stages.post.steps: 30 } }\nsweep: { sum: [{ grid: { stages.post.steps: [1, 2] }, when: { arm: a } }, { when: { arm: b } }] }"));
        Assert.Equal(["1", "2", null], plan.Trials.Select(t => t.Point.GetValueOrDefault("stages.post.steps")));
        Assert.Equal(30, ((SftSpec)plan[plan.Trials[2].Stages["post"]].Spec).Steps);
    }

    [Fact]
    public void A_resolved_sweep_compiles_to_the_same_plan_elsewhere()
    {
        using var first = new SpecFile();
        var text = SpecText.With("""
            sweep:
              sum:
                - { list: [{ data.photos.images: p, stages.more.steps: 2 }] }
                - { random: { count: 2, over: { data.photos.images: { choice: [q, r] } } }, exclude: { data.photos.images: { not: [q, r] } } }
            """).Replace("models:", "  photos: { source: llava, path: data/train.json, images: pictures }\nmodels:").Replace("  vqa:", "  more: { kind: sft, from: post, data: photos, steps: 3 }\n  vqa:");
        var plan = SpecFile.Plan(ExperimentCompiler.Compile(first.Write("spec.yaml", text), [], null));
        using var second = new SpecFile();
        var again = SpecFile.Plan(ExperimentCompiler.Compile(second.Write("deep/er/resolved.yaml", plan.ResolvedYaml), [], null));
        Assert.Equal((plan.Hash, plan.ResolvedYaml), (again.Hash, again.ResolvedYaml));
        Assert.Equal(plan.Nodes.Select(n => n.Data.ToString()), again.Nodes.Select(n => n.Data.ToString()));
    }

    private static IEnumerable<string> Points(string sweep) => SpecFile.Plan(SpecText.With($"sweep: {sweep}")).Trials
        .Select(t => string.Join(", ", t.Point.Select(p => $"{p.Key[(p.Key.LastIndexOf('.') + 1)..]} {p.Value}")));
}
