using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Reports.Building;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Reports.Building;

/// <summary>The arms table by hand-worked numbers.</summary>
public sealed class ComparisonTests : IDisposable
{
    private readonly ExampleRun _run = new();

    [Fact]
    public void Two_seeds_give_mean_deviation_and_welchs_interval()
    {
        Scores("vqa", "sft", [0.70, 0.80]);
        Scores("vqa", "dpo", [0.90, 0.94]);
        var cell = Cell("vqa.accuracy", "dpo");
        Assert.Equal("0.920 ± 0.028", cell.Text);
        Assert.Equal(0.17, cell.Difference!.Value, 12);
        // s^2 = 0.005/2 + 0.0008/2 = 0.0029, v = 0.0029^2 / (0.0025^2 + 0.0004^2) = 1.312; t(0.975, 1.312) = 7.3856 by integrating the density: half width 0.3977.
        Assert.Equal(0.17 - 0.3977, cell.Difference.OverSeeds!.Value.Low, 3);
    }

    [Fact]
    public void A_stage_shared_over_the_seeds_is_one_result()
    {
        var cell = Cell("vqa.accuracy", "none");
        Assert.Equal(1, cell.N);
        Assert.Null(cell.StandardDeviation);
        Assert.Null(cell.Difference!.OverSeeds);
        Assert.Equal("none (n = 1)", cell.Difference.SeedsText);
    }

    [Fact]
    public void Items_are_bootstrapped_only_where_the_metric_is_their_mean()
    {
        Assert.Equal(200, Cell("vqa.accuracy", "dpo").Difference!.Items);
        Assert.Equal(50, Cell("vqa.accuracy.general", "dpo").Difference!.Items);
        // The stored score no longer is the items' mean.
        Scores("vqa", "dpo", [0.90, 0.94]);
        Assert.Null(Cell("vqa.accuracy", "dpo").Difference!.OverItems);
    }

    [Fact]
    public void Lower_is_better_for_a_loss()
    {
        var table = Table(["instruct.loss", "see.loss"]);
        Assert.Equal("instruct.loss ↓", table.Columns[0].Heading);
        Assert.All(table.Differences, c => Assert.Equal(Verdict.Same, c.Difference!.Verdict));
    }

    [Fact]
    public void Losses_of_two_objectives_are_not_compared()
    {
        var table = Table(["post.loss"]);
        Assert.Empty(table.Differences);
        Assert.All(table.Rows.SelectMany(r => r.Cells), c => Assert.False(c.IsBest));
        Assert.Contains(table.Notes, n => n == "none, post.loss: the arm has no stage post.");
    }

    [Fact]
    public void A_failed_seed_leaves_the_others_mean_and_a_note()
    {
        _run.Fail(_run.Node("vqa", "dpo", 1), "out of memory");
        var table = Table(["vqa.accuracy"]);
        Assert.Equal(1, table.Rows[1].Cells[0].N);
        Assert.Equal(["dpo, vqa.accuracy: made of 1 of 2 runs, without seed 1 (vqa failed)."], table.Notes);
    }

    [Fact]
    public void The_baseline_of_a_sweep_is_the_baseline_arm_at_the_same_point()
    {
        var trials = _run.Plan.Trials.SelectMany(t => new[] { "2", "4" }.Select(d => t with
        {
            Point = new Dictionary<string, string> { ["models.nano.vision_tower.depth"] = d },
        })).ToList();
        var rows = ReportRows.Of(_run.Plan with { Trials = trials });
        Assert.Equal(["sft (depth 2)", "sft (depth 4)", "dpo (depth 2)", "dpo (depth 4)", "none (depth 2)", "none (depth 4)"], rows.Select(r => r.Label));
        Assert.Equal("sft (depth 4)", rows[3].Baseline!.Label);
        Assert.Null(rows[1].Baseline);
    }

    [Fact]
    public void A_row_whose_axis_does_nothing_is_compared_with_the_baseline_that_shares_most_values()
    {
        // As the compiler merges them: steps inside a stage that 'none' leaves out, beta only where 'dpo' has it.
        var points = new Dictionary<string, string[]>
        {
            ["sft"] = ["depth 2 steps 10", "depth 2 steps 20", "depth 4 steps 10", "depth 4 steps 20"],
            ["dpo"] = ["depth 2 steps 20 beta 0.1", "depth 4 steps 10 beta 0.1", "depth 8 steps 10"],
            ["none"] = ["depth 2", "depth 4"],
        };
        var trials = _run.Plan.Trials.Where(t => t.Seed == 0).SelectMany(t => points[t.Arm].Select(p => t with { Point = Point(p) })).ToList();
        var rows = ReportRows.Of(_run.Plan with { Trials = trials });
        Assert.Equal(9, rows.Count);
        Assert.Equal(
            ["sft (depth 2, steps 20)", "sft (depth 4, steps 10)", null, "sft (depth 2, steps 10)", "sft (depth 4, steps 10)"],
            rows.Skip(4).Select(r => r.Baseline?.Label));

        static Dictionary<string, string> Point(string words)
        {
            var parts = words.Split(' ');
            return Enumerable.Range(0, parts.Length / 2).ToDictionary(i => $"stages.post.{parts[2 * i]}", i => parts[2 * i + 1]);
        }
    }

    [Fact]
    public void Without_metrics_in_the_spec_every_measuring_stage_has_its_main_metric() => Assert.Equal(
        ["vqa.accuracy", "linear.top1", "segment.miou", "gradient.in_mask"],
        MeasureColumns.Compared(_run.Plan with { Spec = _run.Plan.Spec with { Report = new ReportSpec() } }).Select(c => c.Name));

    [Fact]
    public void Sharing_counts_every_trial_after_the_first()
    {
        var results = new StoredResults(_run.Plan, _run.Record, _ => null);
        var sharing = new RunSections(_run.Plan, _run.Record, results, new StageReferences(_run.Plan), new Adjustments(_run.Plan, results)).Sharing();
        Assert.Equal((6, 48, 33), (sharing.Trials, sharing.Requested, sharing.Distinct));
        // see 4 s x 5, instruct 5.5 s x 5, reference 25 s, and none's vqa 44.5 s, gradient 46 s, features 47.5 s, linear 49 s once each: 259.5 s.
        Assert.Equal("4 min 20 s", sharing.Saved);
    }

    public void Dispose() => _run.Dispose();

    private void Scores(string stage, string arm, double[] accuracy)
    {
        for (var seed = 0; seed < accuracy.Length; seed++)
            _run.FolderOf(_run.Node(stage, arm, seed).Key).WriteScores(new Dictionary<string, double> { ["accuracy"] = accuracy[seed] });
    }

    private MeasureCell Cell(string column, string arm) => Table([column]).Rows.Single(r => r.Label == arm).Cells[0];

    private MeasureTable Table(string[] columns)
    {
        var plan = _run.Plan with { Spec = _run.Plan.Spec with { Report = new ReportSpec { Metrics = columns } } };
        CompletedStage? Find(string key) => Directory.Exists(_run.FolderOf(key).Path) ? new CompletedStage(key, _run.FolderOf(key)) : null;
        var results = new StoredResults(plan, _run.Record, Find);
        return new MeasureTables(plan, results, ReportRows.Of(plan), new StageReferences(plan), new Adjustments(plan, results))
            .Of("arms", "", MeasureColumns.Compared(plan));
    }
}
