using Pivot.Dsl.Plans;
using Pivot.Runner.Cli;
using Pivot.Runner.Store;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Cli;

public sealed class OutputTests
{
    private readonly Plan _plan = Plan(Node("see"), Node("post", "see"));

    [Fact]
    public void The_summary_counts_and_names_what_failed()
    {
        var start = DateTimeOffset.UnixEpoch;
        var record = new RunRecord
        {
            PlanHash = _plan.Hash, StartedAt = start, FinishedAt = start.AddSeconds(187), Host = Host,
            Stages =
            [
                new StageRecord(Key("see"), "see", "sft", StageState.Failed, 0, "loss is NaN"),
                new StageRecord(Key("post"), "post", "sft", StageState.Skipped, 0, "needs see"),
            ],
        };
        var to = new StringWriter { NewLine = "\n" };
        RunSummary.Write(to, _plan, record, Path.Combine(Environment.CurrentDirectory, "runs", "report.md"));
        Assert.Equal(
            "failed  see: loss is NaN\nstages  2: 0 run, 0 from the store, 1 failed, 1 skipped, in 3 min 07 s\nreport  runs/report.md\n", to.ToString());
    }

    [Theory]
    [InlineData(4.21, "4.2 s")]
    [InlineData(59.99, "1 min 00 s")]
    [InlineData(187, "3 min 07 s")]
    [InlineData(7500, "2 h 05 min")]
    public void Durations_read_well(double seconds, string text) => Assert.Equal(text, Words.Duration(TimeSpan.FromSeconds(seconds)));
}
