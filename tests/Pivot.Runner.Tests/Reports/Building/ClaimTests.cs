using System.Text.Json;
using Pivot.Dsl.Specs;
using Pivot.Runner.Evaluation.Statistics;
using Pivot.Runner.Reports.Building;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Reports.Building;

public sealed class ClaimTests : IDisposable
{
    private readonly ExampleRun _run = new();

    [Theory]
    [InlineData(">", 0.13, 0.95, ClaimVerdict.Held)]
    [InlineData(">", 0.15, 0.95, ClaimVerdict.Undecided)]
    [InlineData(">", 0.15, 0.90, ClaimVerdict.Held)]
    [InlineData(">", 0.27, 0.95, ClaimVerdict.Refuted)]
    [InlineData("<", 0, 0.95, ClaimVerdict.Refuted)]
    [InlineData("=", 0.27, 0.95, ClaimVerdict.Held)]
    [InlineData("=", 0.25, 0.95, ClaimVerdict.Undecided)]
    [InlineData("=", 0.25, 0.90, ClaimVerdict.Held)]
    [InlineData("=", 0.10, 0.95, ClaimVerdict.Refuted)]
    public void Two_seeds_a_side_are_judged_by_welchs_interval_at_the_claims_confidence(string relation, double margin, double confidence, ClaimVerdict verdict)
    {
        // Variance 0.0002 a side: s^2 = 0.0001 + 0.0001, v = 0.0002^2 / (0.0001^2 + 0.0001^2) = 2. t(0.975, 2) = 4.3027: 0.2 ± 0.0608; t(0.95, 2) = 2.9200: 0.2 ± 0.0413.
        Scores("sft", 0.70, 0.72);
        Scores("dpo", 0.90, 0.92);
        var claim = Judge(new ClaimSpec { Metric = "vqa.accuracy", Expect = $"dpo {relation} sft", Margin = margin, Confidence = confidence });
        Assert.Equal(verdict, claim.Verdict);
        Assert.Equal(0.2, claim.Difference!.Value, 12);
        Assert.Equal(confidence == 0.95 ? 0.139151 : 0.158705, claim.OverSeeds!.Value.Low, 1e-6);
        Assert.Equal(verdict == ClaimVerdict.Undecided ? "open over seeds" : "over seeds", claim.Why);
    }

    [Fact]
    public void The_left_arm_may_be_the_baseline()
    {
        Scores("sft", 0.70, 0.72);
        Scores("dpo", 0.90, 0.92);
        var claim = Judge(new ClaimSpec { Metric = "vqa.accuracy", Expect = "sft < dpo", Margin = 0.13 });
        Assert.Equal((ClaimVerdict.Held, "−0.200", "sft < dpo by more than 0.13"), (claim.Verdict, claim.DifferenceText, claim.Expected));
    }

    [Theory]
    [InlineData(ExpectedRelation.Above, 0, 0.01, 0.02, ClaimVerdict.Held)]
    [InlineData(ExpectedRelation.Above, 0, 0, 0.02, ClaimVerdict.Undecided)] // the lower end must lie beyond the margin
    [InlineData(ExpectedRelation.Above, 0, -0.01, 0, ClaimVerdict.Refuted)]
    [InlineData(ExpectedRelation.Below, 0.01, -0.03, -0.02, ClaimVerdict.Held)]
    [InlineData(ExpectedRelation.Below, 0.01, -0.03, -0.01, ClaimVerdict.Undecided)]
    [InlineData(ExpectedRelation.Below, 0.01, -0.01, 0.02, ClaimVerdict.Refuted)]
    [InlineData(ExpectedRelation.Equal, 0.01, -0.01, 0.01, ClaimVerdict.Held)]
    [InlineData(ExpectedRelation.Equal, 0.01, -0.02, 0.02, ClaimVerdict.Undecided)]
    [InlineData(ExpectedRelation.Equal, 0.01, 0.011, 0.02, ClaimVerdict.Refuted)]
    public void An_interval_is_judged_by_where_it_lies(ExpectedRelation relation, double margin, double low, double high, ClaimVerdict verdict) =>
        Assert.Equal(verdict, ClaimJudge.Of(relation, margin, new Interval(low, high)));

    [Fact]
    public void Both_intervals_must_agree()
    {
        Interval above = new(0.01, 0.05), across = new(-0.01, 0.05), below = new(-0.05, -0.01);
        Assert.Equal((ClaimVerdict.Held, "over seeds and images"), ClaimJudge.Of(ExpectedRelation.Above, 0, above, above, "images"));
        Assert.Equal((ClaimVerdict.Refuted, "over seeds and images"), ClaimJudge.Of(ExpectedRelation.Above, 0, below, below, "images"));
        Assert.Equal((ClaimVerdict.Undecided, "the intervals do not agree: undecided over seeds, held over images"), ClaimJudge.Of(ExpectedRelation.Above, 0, across, above, "images"));
        Assert.Equal((ClaimVerdict.Held, "over images; nothing is known over seeds"), ClaimJudge.Of(ExpectedRelation.Above, 0, null, above, "images"));
        Assert.Equal(ClaimVerdict.Undecided, ClaimJudge.Of(ExpectedRelation.Above, 0, null, null, "images").Verdict);
    }

    [Fact]
    public void One_seed_and_no_items_is_undecided_with_why()
    {
        Scores("none", 0.9); // no longer the items' mean
        var claim = Judge(new ClaimSpec { Metric = "vqa.accuracy", Expect = "none > sft" });
        Assert.Equal((ClaimVerdict.Undecided, "no interval can be given, neither over seeds nor over questions", "none (n = 1)"), (claim.Verdict, claim.Why, claim.SeedsText));
    }

    [Fact]
    public void The_confidence_reaches_the_bootstrap()
    {
        double Width(double confidence)
        {
            var items = Judge(new ClaimSpec { Metric = "vqa.accuracy", Expect = "none > sft", Confidence = confidence }).OverItems!.Value;
            return items.High - items.Low;
        }
        Assert.True(Width(0.8) < Width(0.95) && Width(0.95) < Width(0.99));
    }

    [Fact]
    public void A_missing_side_is_undecided_and_says_why()
    {
        _run.Fail(_run.Node("post", "dpo", 0), "out of memory");
        _run.Fail(_run.Node("post", "dpo", 1), "out of memory");
        var claim = Judge(new ClaimSpec { Metric = "vqa.accuracy", Expect = "dpo > sft" });
        Assert.Equal((ClaimVerdict.Undecided, "dpo has no number: post failed", "–"), (claim.Verdict, claim.Why, claim.DifferenceText));
    }

    [Fact]
    public void Losses_of_two_objectives_are_not_judged() =>
        Assert.StartsWith("the two arms optimise different objectives", Judge(new ClaimSpec { Metric = "post.loss", Expect = "dpo < sft" }).Why);

    [Theory]
    [InlineData("dpo > sft", 0, ClaimVerdict.Refuted)]
    [InlineData("dpo = sft", 0.01, ClaimVerdict.Held)]
    public void A_stage_that_both_arms_share_cannot_differ(string expect, double margin, ClaimVerdict verdict)
    {
        var claim = Judge(new ClaimSpec { Metric = "instruct.loss", Expect = expect, Margin = margin });
        Assert.Equal((verdict, "both arms have the same stages here, computed once, so they cannot differ"), (claim.Verdict, claim.Why));
    }

    [Fact]
    public void A_claim_is_judged_at_every_sweep_point()
    {
        var trials = _run.Plan.Trials.SelectMany(t => new[] { "2", "4" }.Select(d => t with { Point = new Dictionary<string, string> { ["models.nano.vision_tower.depth"] = d } })).ToList();
        _run.Plan = _run.Plan with { Trials = trials };
        Assert.Equal(["depth 2", "depth 4"], All(new ClaimSpec { Metric = "linear.top1", Expect = "dpo > sft" }).Select(c => c.Point));
    }

    [Fact]
    public void Its_numbers_lead_to_their_stages()
    {
        var claim = Judge(new ClaimSpec { Metric = "linear.top1", Expect = "dpo > sft" });
        var references = new StageReferences(_run.Plan);
        foreach (var (arm, seed) in new[] { ("sft", 0), ("sft", 1), ("dpo", 0), ("dpo", 1) })
            Assert.Contains(references.LinkOf(_run.Node("linear", arm, seed).Key), claim.Sources);
    }

    [Fact]
    public void A_claim_says_since_when_it_stands_and_what_was_there_by_then()
    {
        var claim = new ClaimSpec { Metric = "linear.top1", Expect = "dpo > sft" };
        var at = new DateTimeOffset(2025, 3, 14, 9, 0, 0, TimeSpan.Zero);
        _run.Plan = _run.Plan with { Spec = _run.Plan.Spec with { Claims = new Dictionary<string, ClaimSpec> { ["c"] = claim } } };
        var folder = new RunFolder(_run.ReportFolder);
        folder.RegisterClaims(_run.Plan, at);
        folder.RegisterClaims(_run.Plan, at.AddHours(1));
        Assert.Equal([at], folder.ReadClaims().Select(c => c.At));
        Describe("sft", 0, at.AddMinutes(5));
        Describe("dpo", 0, at.AddMinutes(6));
        Assert.Equal("registered 2025-03-14 09:00 UTC, before any of its numbers was there", Judge(claim).Registered);
        Describe("dpo", 0, at.AddMinutes(-6));
        Assert.Equal("registered 2025-03-14 09:00 UTC, when 1 of its 2 numbers was there already", Judge(claim).Registered);
        // Said otherwise, it is another claim.
        Assert.Equal("", Judge(claim with { Margin = 0.01 }).Registered);
    }

    public void Dispose() => _run.Dispose();

    private void Describe(string arm, long seed, DateTimeOffset finished)
    {
        var node = _run.Node("linear", arm, seed);
        (StageDescription.Of(node, _run.Record.Host, 1, 1) with { FinishedAt = finished }).Write(_run.FolderOf(node.Key));
    }

    private void Scores(string arm, params double[] accuracy)
    {
        for (var seed = 0; seed < accuracy.Length; seed++)
            _run.FolderOf(_run.Node("vqa", arm, seed).Key).WriteScores(new Dictionary<string, double> { ["accuracy"] = accuracy[seed] });
    }

    private ClaimEntry Judge(ClaimSpec claim) => Assert.Single(All(claim));

    private IReadOnlyList<ClaimEntry> All(ClaimSpec claim)
    {
        var plan = _run.Plan with { Spec = _run.Plan.Spec with { Claims = new Dictionary<string, ClaimSpec> { ["c"] = claim } } };
        CompletedStage? Find(string key) => Directory.Exists(_run.FolderOf(key).Path) ? new CompletedStage(key, _run.FolderOf(key)) : null;
        var (results, rows, references) = (new StoredResults(plan, _run.Record, Find), ReportRows.Of(plan), new StageReferences(plan));
        return new Claims(plan, results, rows, references, new MeasureTables(plan, results, rows, references, new Adjustments(plan, results)), new RunFolder(_run.ReportFolder).ReadClaims()).All();
    }
}
