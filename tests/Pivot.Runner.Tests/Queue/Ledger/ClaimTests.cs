using Pivot.Runner.Execution;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Queue.Ledger;

public sealed class ClaimTests(DatabaseFixture fixture) : LedgerTest(fixture)
{
    [Fact]
    public void A_plan_is_done_in_order_and_its_run_ends()
    {
        var run = Submit(Diamond);
        Assert.Equal(["see", "left", "right", "join"], DoAll("a"));
        Assert.Equal("see:done left:done right:done join:done", States(run));
        var endings = new Pivot.Runner.Queue.Ledger.RunEnding(Database, Lease);
        var ending = endings.Take(default)!;
        Assert.Null(endings.Take(default));
        // Its host dies over the report: another writes it after a lease, and the first ends nothing.
        Database.Execute("update pivot.run set report_until = now() - interval '1 s'", default);
        var again = endings.Take(default)!;
        endings.Renew(ending, default);
        Assert.Null(endings.End(ending, null, default));
        ending = again;
        Assert.Equal("done", endings.End(ending, null, default));
        Assert.Null(endings.End(ending, null, default));
    }

    [Fact]
    public void Of_many_that_claim_a_stage_at_once_one_gets_it()
    {
        for (var i = 0; i < 20; i++)
        {
            var run = Submit(Plan($"p{i}", [Node($"s{i}")]));
            var claims = Enumerable.Range(0, 8).Select(h => Claims($"h{h}")).ToArray();
            var got = new int[8];
            Parallel.For(0, 8, h => got[h] = claims[h].Claim(run, Key($"s{i}"), "cpu", default) is null ? 0 : 1);
            Assert.Equal(1, got.Sum());
        }
    }

    [Fact]
    public void Of_two_parents_that_end_at_once_the_last_makes_the_child_ready()
    {
        for (var i = 0; i < 30; i++)
        {
            var run = Submit(Plan($"p{i}", [Node($"l{i}"), Node($"r{i}"), Node($"j{i}", $"l{i}", $"r{i}")]));
            var (left, right) = (Next("a", run)!, Next("b", run)!);
            Parallel.Invoke(() => Claims("a").Done(left, 1, false, default), () => Claims("b").Done(right, 1, false, default));
            Assert.Equal("ready", State(run, $"j{i}"));
        }
    }

    [Fact]
    public void A_host_whose_lease_has_ended_writes_nothing_more()
    {
        var run = Submit(Diamond);
        var old = Next("a")!;
        Expire();
        Assert.Single(Reconciliation.TakeBackLost(default));
        Assert.Equal("ready", State(run, "see"));
        // Before anybody else has it, and after.
        Fenced(old);
        var fresh = Next("b")!;
        Assert.True(fresh.Epoch > old.Epoch);
        Assert.Equal(1, fresh.Counts.Losses);
        Fenced(old);
        Assert.Equal("running", State(run, "see"));
        Assert.True(Claims("b").MayCommit(fresh, default));
        Assert.True(Claims("b").Done(fresh, 2, false, default));
        Fenced(old);
        Assert.Equal("see:done left:ready right:ready join:blocked", States(run));
        Assert.Equal(["lost", "done"], Database.Query("select outcome from pivot.attempt order by epoch", r => r.GetString(0), default));
    }

    [Fact]
    public void A_late_renewal_is_one_as_long_as_nobody_took_the_stage()
    {
        Submit(Diamond);
        var stage = Next("a")!;
        Expire();
        Assert.False(Claims("a").Renew(stage, null, default).Lost);
        Assert.Empty(Reconciliation.TakeBackLost(default));
    }

    [Fact]
    public void What_is_handed_back_is_tried_again_and_costs_no_attempt()
    {
        Submit(Diamond);
        for (var i = 0; i < 30; i++) Assert.True(Claims("a").HandBack(Next("a")!, "window", default));
        var stage = Next("b")!;
        Assert.Equal(0, stage.Counts.Losses + stage.Counts.Crashes + stage.Counts.Retries);
    }

    [Fact]
    public void A_failure_skips_what_needs_it_and_the_rest_goes_on()
    {
        var run = Submit(Plan(Node("bad"), Node("child", "bad"), Node("grandchild", "child"), Node("good")));
        var bad = Next("a")!;
        Assert.False(Claims("a").Fail(bad, FailureClass.Spec, "no", false, default)!.Again);
        Assert.Equal("bad:failed child:skipped grandchild:skipped good:ready", States(run));
        Assert.StartsWith($"needs stage bad ({Key("bad")[..8]}), which failed", Database.Scalar<string>("select cause from pivot.stage where stage = 'grandchild'", default));
        Assert.Equal(["good"], DoAll("a"));
        Assert.Equal("failed", new Pivot.Runner.Queue.Ledger.RunEnding(Database, Lease) is var e ? e.End(e.Take(default)!, null, default) : null);
    }

    [Fact]
    public void A_stage_that_takes_its_host_with_it_every_time_fails_in_the_end()
    {
        var run = Submit(Plan(Node("poison")));
        var times = 0;
        while (Next("a") is not null)
        {
            times++;
            Expire();
            Reconciliation.TakeBackLost(default);
        }
        Assert.Equal(Pivot.Runner.Queue.Ledger.FailurePolicy.MostLosses + 1, times);
        Assert.Equal("poison:failed", States(run));
    }

    [Fact]
    public void Two_runs_that_share_a_stage_do_it_one_after_the_other()
    {
        var (one, two) = (Submit(Plan("one", [Node("shared")])), Submit(Plan("two", [Node("shared"), Node("own", "shared")])));
        var first = Next("a", one)!;
        Assert.Null(Next("b", two));
        Assert.Null(Claims("b").Claim(two, Key("shared"), "cpu", default));
        Claims("a").Done(first, 3, false, default);
        var second = Next("b", two)!;
        Assert.Equal(first.Epoch + 1, second.Epoch);
        Assert.True(Claims("b").Done(second, 3, true, default));
        Assert.Equal("shared:done own:ready", States(two));
    }

    [Fact]
    public void Progress_and_losses_are_written_with_the_renewal()
    {
        var run = Submit(Diamond);
        var stage = Next("a")!;
        Claims("a").Renew(stage, new StageProgress(10, 100, "step", 1.5, 20), default);
        Claims("a").Renew(stage, new StageProgress(20, 100, "step", double.NaN, null), default);
        Assert.Equal(20, Database.Scalar<long>("select progress_done from pivot.stage where key = @key", default, ("key", stage.Key)));
        Assert.Equal([(10L, 1.5)], Database.Query("select done, loss from pivot.curve_point where run_id = @run", r => (r.GetInt64(0), r.GetDouble(1)), default, ("run", run)));
    }

    [Fact]
    public void A_plan_of_a_newer_program_is_left_alone()
    {
        var run = Submit(Diamond);
        Database.Execute("update pivot.run set format = 99", default);
        Assert.Empty(Dispatching("a").OpenRuns(default));
        Assert.Null(Claims("a").Claim(run, Key("see"), "cpu", default));
    }

    private void Fenced(Pivot.Runner.Queue.Ledger.ClaimedStage old)
    {
        var claims = Claims("a");
        var before = States(old.Run);
        Assert.True(claims.Renew(old, new StageProgress(1, 2, "step", 1, 1), default).Lost);
        Assert.False(claims.MayCommit(old, default));
        Assert.False(claims.Done(old, 1, false, default));
        Assert.False(claims.HandBack(old, "no", default));
        Assert.Null(claims.Fail(old, FailureClass.Spec, "no", false, default));
        Assert.Equal(before, States(old.Run));
        Assert.Equal(0L, Database.Scalar<long>("select count(*) from pivot.curve_point", default));
    }
}
