using Pivot.Dsl.Specs;
using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Queue.Ledger;

public sealed class DispatchTests(DatabaseFixture fixture) : LedgerTest(fixture)
{
    [Fact]
    public void All_arms_at_the_first_seed_come_before_the_second_seed()
    {
        Submit(Sweep(3, 3));
        var seeds = DoAll("a").Select(label => label.StartsWith("base") ? "base" : label.Split(' ')[0][^1..]).ToList();
        Assert.Equal(["base", .. Enumerable.Repeat("0", 6), .. Enumerable.Repeat("1", 6), .. Enumerable.Repeat("2", 6)], seeds);
    }

    [Fact]
    public void Whenever_it_stops_and_however_long_stages_take_the_seeds_that_are_done_are_whole()
    {
        var random = new Random(7);
        for (var round = 0; round < 5; round++)
        {
            var run = Submit(Sweep(3, 4) with { Name = $"round{round}" });
            var working = new List<ClaimedStage>();
            // Three devices, stages that take any time at all.
            while (true)
            {
                while (working.Count < 3 && Next("a", run) is { } stage) working.Add(stage);
                if (working.Count == 0) break;
                var ended = working[random.Next(working.Count)];
                working.Remove(ended);
                Claims("a").Done(ended, 1, false, default);
                Whole(run);
            }
            Assert.Equal(0, Database.Scalar<long>("select count(*) from pivot.stage where run_id = @run and state <> 'done'", default, ("run", run)));
            Database.Execute("delete from pivot.run", default);
            Database.Execute("delete from pivot.work", default);
        }
    }

    [Fact]
    public void Where_a_seed_is_one_trial_or_ends_with_a_training_no_device_idles()
    {
        Submit(Sweep(1, 4));
        Assert.Equal("base", Next("a")!.Label.Split(' ')[0]);
        Assert.Equal(0, Database.Scalar<long>("select count(*) from pivot.stage where gated", default));
        var several = Sweep(2, 2);
        var run = Submit(several with { Nodes = [.. several.Nodes.Where(n => !n.Stage.StartsWith("probe"))] });
        Assert.Equal(0, Database.Scalar<long>("select count(*) from pivot.stage where run_id = @run and gated", default, ("run", run)));
    }

    [Fact]
    public void The_higher_priority_comes_first_and_equals_share()
    {
        var low = Submit(Plan("low", [Node("l1"), Node("l2")]), r => r with { Priority = 10 });
        var one = Submit(Plan("one", [.. Enumerable.Range(0, 6).Select(i => Node($"a{i}"))]), r => r with { Priority = 50 });
        var two = Submit(Plan("two", [.. Enumerable.Range(0, 6).Select(i => Node($"b{i}"))]), r => r with { Priority = 50 });
        var running = Enumerable.Range(0, 4).Select(_ => Next("a")!).ToList();
        Assert.Equal(2, running.Count(s => s.Run == one));
        Assert.Equal(2, running.Count(s => s.Run == two));
        Control.SetPriority(low, 90, default);
        Assert.Equal(low, Next("a")!.Run);
    }

    [Fact]
    public void Many_hosts_take_every_stage_once()
    {
        Submit(Plan("many", [.. Enumerable.Range(0, 60).Select(i => Node($"s{i}"))]));
        var hosts = Enumerable.Range(0, 6).Select(i => Dispatching($"h{i}")).ToArray();
        var open = hosts[0].OpenRuns(default).Select(r => r.Id).ToArray();
        var taken = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.ForEach(hosts, new ParallelOptions { MaxDegreeOfParallelism = 6 }, host =>
        {
            for (var empty = 0; empty < 3;)
            {
                var stages = host.Take(open, ["any"], 2, default);
                if (stages.Count == 0) empty++;
                foreach (var stage in stages) taken.Add(stage.Key);
            }
        });
        Assert.Equal(60, taken.Count);
        Assert.Equal(60, taken.Distinct().Count());
    }

    [Fact]
    public void A_stage_waits_for_a_host_that_serves_its_queue()
    {
        var plan = Diamond;
        Submit(plan with { Spec = plan.Spec with { Run = new RunSpec { Gpus = 1, Memory = 20_000_000_000 } } });
        Assert.Null(Next("a"));
        Assert.Equal("gpu-24g", Database.Scalar<string>("select queue from pivot.stage limit 1", default));
        Assert.Contains("gpu-24g", QueueNames.Of("cuda:0", 24_500L << 20));
        Assert.DoesNotContain("gpu-32g", QueueNames.Of("cuda:0", 24_500L << 20));
        Assert.DoesNotContain("cpu", QueueNames.Of("cuda:0", 1));
        Assert.Equal("any", QueueNames.Of(new RunSpec()));
        Assert.Contains("one device", Assert.Throws<HostException>(() => QueueNames.Of(new RunSpec { Gpus = 2 })).Message);
    }

    [Fact]
    public void What_was_handed_to_hangfire_and_never_begun_is_taken_again()
    {
        var run = Submit(Diamond);
        Dispatching("a").Take([run], ["any"], 1, default);
        Assert.Equal(0, Reconciliation.TakeBackQueued(default));
        Database.Execute("update pivot.stage set queued_at = now() - interval '1 h' where state = 'queued'", default);
        Assert.Equal(1, Reconciliation.TakeBackQueued(default));
        Assert.Equal("ready", State(run, "see"));
    }

    [Fact]
    public void A_window_is_a_window_of_the_runs_zone()
    {
        var plan = Diamond;
        Submit(plan with { Spec = plan.Spec with { Run = new RunSpec { Window = "22:00-07:00" }, Schedule = new ScheduleSpec { Cron = "0 22 * * *", TimeZone = "Asia/Seoul" } } });
        var run = Assert.Single(Dispatching("a").OpenRuns(default));
        Assert.True(run.IsOpenAt(new DateTimeOffset(2026, 11, 30, 13, 0, 0, TimeSpan.Zero))); // 22:00 in Seoul
        Assert.False(run.IsOpenAt(new DateTimeOffset(2026, 11, 30, 12, 59, 0, TimeSpan.Zero)));
        Assert.False(run.IsOpenAt(new DateTimeOffset(2026, 11, 30, 22, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_host_that_failed_a_stage_leaves_it_to_another_as_long_as_there_is_one()
    {
        Submit(Plan(Node("s")));
        Host("b");
        var decision = Claims("a").Fail(Next("a")!, FailureClass.Host, "disk full", false, default)!;
        Assert.True(decision.AvoidHost);
        Thread.Sleep(20);
        Assert.Null(Next("a"));
        new HostRows(Database, Host("b")).Leave(default);
        Assert.NotNull(Next("a"));
    }

    [Fact]
    public void A_host_that_fails_quickly_is_quarantined_and_may_try_again_later()
    {
        Submit(Plan("many", [.. Enumerable.Range(0, 9).Select(i => Node($"s{i}"))]));
        Host("b");
        var rows = new HostRows(Database, Host("a"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(rows.Beat(3, TimeSpan.FromHours(1), default).Quarantine);
            Claims("a").Fail(Next("a")!, FailureClass.Host, "disk full", false, default);
        }
        Assert.Contains("disk full", rows.Beat(3, TimeSpan.FromHours(1), default).Quarantine);
        Assert.NotNull(rows.Beat(3, TimeSpan.FromHours(1), default).Quarantine);
        Assert.Null(rows.Beat(3, TimeSpan.Zero, default).Quarantine);
        // Half open: one more is enough.
        Claims("a").Fail(Next("a")!, FailureClass.Host, "disk full", false, default);
        Assert.NotNull(rows.Beat(3, TimeSpan.FromHours(1), default).Quarantine);
    }

    // Trials that are done make whole seeds, all but the last one that has any.
    private void Whole(Guid run)
    {
        var byRank = Database.Query("""
            select rank, count(*) filter (where state = 'done'), count(*) from pivot.stage where run_id = @run and gated group by rank order by rank
            """, r => (Done: r.GetInt64(1), All: r.GetInt64(2)), default, ("run", run));
        var partial = byRank.SkipWhile(s => s.Done == s.All).ToList();
        Assert.All(partial.Skip(1), seed => Assert.Equal(0, seed.Done));
    }
}
