using Pivot.Dsl.Plans;
using Pivot.Runner.Cli.Progress;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;
using Spectre.Console;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Cli;

public sealed class ProgressTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Time_left_counts_only_steps_of_this_attempt()
    {
        var meter = new StageMeter(_time);
        // Goes on from step 300: the 300 were done by an earlier attempt.
        meter.Update(new StageProgress(300, 600, "step", null, null));
        Assert.Null(meter.Left);
        _time.Advance(10);
        meter.Update(new StageProgress(400, 600, "step", 0.51324, 812.4));
        // 100 steps in 10 s, 200 to go.
        Assert.Equal(20, meter.Left!.Value.TotalSeconds, 3);
        Assert.Equal("400/600 steps  loss 0.5132  812 samples/s  0:20 left", meter.ToString());
    }

    [Fact]
    public void A_new_unit_begins_a_new_count()
    {
        var meter = new StageMeter(_time);
        meter.Update(new StageProgress(0, 10, "image", null, null));
        _time.Advance(10);
        meter.Update(new StageProgress(10, 10, "image", null, null));
        meter.Update(new StageProgress(20, 100, "question", null, null));
        Assert.Null(meter.Left);
    }

    [Fact]
    public void Plain_lines_tell_starts_ends_and_a_line_in_five_seconds()
    {
        var plan = Plan(Node("see"), Node("post", "see"), Node("after", "post"));
        var to = new StringWriter { NewLine = "\n" };
        var progress = new PlainProgress(to, plan, _time);
        progress.RunStarted(plan, new HashSet<string> { Key("see") });
        progress.StageStarted(plan.Nodes[1]);
        for (var step = 0; step < 12; step++)
        {
            progress.StageProgressed(plan.Nodes[1], new StageProgress(step, 100, "step", 2, null));
            _time.Advance(1);
        }
        progress.StageFinished(plan.Nodes[1], Record(plan.Nodes[1], StageState.Failed, "loss is NaN"));
        progress.StageFinished(plan.Nodes[2], Record(plan.Nodes[2], StageState.Skipped, "needs stage post"));
        Assert.Equal(
            """
            3 stages: 2 to run, 1 found in the store
            start   post (sft)
                    post: 5/100 steps  loss 2.0000  1:35 left
                    post: 10/100 steps  loss 2.0000  1:30 left
            failed  post: loss is NaN [1/2]
            skipped after: needs stage post [2/2]

            """, to.ToString());
    }

    [Fact]
    public async Task Bars_are_drawn_on_a_terminal_and_ended_stages_leave_a_line()
    {
        var plan = Plan(Node("see"), Node("post [x]", "see"));
        var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = 120;
        await console.Progress().AutoRefresh(false).HideCompleted(true).Columns(LiveProgress.Columns).StartAsync(context =>
        {
            var live = new LiveProgress(console, context, plan, _time);
            live.RunStarted(plan, new HashSet<string> { Key("see") });
            live.StageStarted(plan.Nodes[1]);
            live.StageNoted(plan.Nodes[1], "another process works on it");
            context.Refresh();
            live.StageProgressed(plan.Nodes[1], new StageProgress(30, 120, "step", 0.5, 800));
            context.Refresh();
            live.StageFinished(plan.Nodes[1], Record(plan.Nodes[1], StageState.Done, null));
            context.Refresh();
            return Task.CompletedTask;
        });
        var text = screen.ToString();
        Assert.Contains("2 stages: 1 to run, 1 found in the store", text);
        Assert.Contains("another process works on it", text);
        Assert.Contains("30/120 steps  loss 0.5000  800 samples/s", text);
        Assert.Contains("25%", text);
        Assert.Contains("done    post [x] (1.5 s)", text);
    }

    [Fact]
    public void Labels_say_the_arm_the_point_and_the_seed_where_nodes_differ_in_them()
    {
        var shared = Node("see") with { Arms = ["sft", "dpo"], Seeds = [0, 1] };
        var own = Node("post", "see") with { Arms = ["dpo"], Seeds = [1] };
        var plan = Plan("p", [shared, own]) with
        {
            Arms = ["sft", "dpo"],
            Trials =
            [
                Trial("sft", 0, "2", ("see", shared.Key)), Trial("sft", 1, "4", ("see", shared.Key)),
                Trial("dpo", 1, "2", ("see", shared.Key), ("post", own.Key)),
            ],
        };
        var labels = new StageLabels(plan);
        Assert.Equal("see", labels.Of(shared));
        Assert.Equal("post · dpo · depth=2 · seed 1", labels.Of(own));
    }

    private static StageRecord Record(PlanNode node, StageState state, string? cause) => new(node.Key, node.Stage, "sft", state, 1.5, cause);

    private static Trial Trial(string arm, long seed, string depth, params (string Stage, string Key)[] stages) => new()
    {
        Arm = arm, Seed = seed, ArmHash = arm, Point = new Dictionary<string, string> { ["models.nano.vision_tower.depth"] = depth },
        Stages = stages.ToDictionary(s => s.Stage, s => s.Key),
    };

    /// <summary>A clock that stands until it is moved.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += TimeSpan.FromSeconds(seconds).Ticks;
    }
}
