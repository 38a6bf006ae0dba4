using Pivot.Dsl.Specs;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;
using static Pivot.Runner.Tests.Store.TestPlans;

namespace Pivot.Runner.Tests.Queue.Ledger;

public sealed class RunControlTests(DatabaseFixture fixture) : LedgerTest(fixture)
{
    [Fact]
    public void A_cancelled_run_begins_nothing_more_and_ends_when_what_runs_has_stopped()
    {
        var run = Submit(Diamond);
        var stage = Next("a")!;
        Assert.True(Control.Cancel(run, default));
        Assert.False(Control.Cancel(run, default));
        Assert.Equal("see:running left:cancelled right:cancelled join:cancelled", States(run));
        Assert.NotNull(Claims("a").Renew(stage, null, default).HandBack);
        Assert.Null(new RunEnding(Database, Lease).Take(default));
        Assert.True(Claims("a").HandBack(stage, "stopped", default));
        Assert.Equal("see:cancelled left:cancelled right:cancelled join:cancelled", States(run));
        Assert.Equal("cancelled", End());
    }

    [Fact]
    public void A_cancelled_stage_skips_what_needs_it()
    {
        var run = Submit(Diamond);
        DoAll("a", 1);
        var left = Next("a")!;
        Assert.True(Control.CancelStage(run, Key("right"), default));
        Assert.Equal("see:done left:running right:cancelled join:skipped", States(run));
        Assert.True(Control.CancelStage(run, left.Key, default));
        Assert.NotNull(Claims("a").Renew(left, null, default).Cancelled);
        Claims("a").HandBack(left, "asked", default);
        Assert.Equal("see:done left:cancelled right:cancelled join:skipped", States(run));
    }

    [Fact]
    public void What_failed_is_taken_up_again_without_what_was_cancelled()
    {
        var run = Submit(Plan(Node("a"), Node("b"), Node("after-a", "a"), Node("after-both", "a", "b")));
        Claims("h").Fail(Next("h")!, FailureClass.Spec, "no", false, default);
        Control.CancelStage(run, Key("b"), default);
        Assert.Equal("a:failed b:cancelled after-a:skipped after-both:skipped", States(run));
        Assert.Equal("failed", End());
        Assert.Equal(3, Control.Retry(run, onlyFailed: true, default));
        Reconciliation.EndStranded(default);
        Assert.Equal("a:ready b:cancelled after-a:blocked after-both:skipped", States(run));
        DoAll("h");
        Assert.Equal("failed", End());
        Assert.Equal(2, Control.Retry(run, onlyFailed: false, default));
        DoAll("h");
        Assert.Equal("done", End());
        Assert.Equal(2, Database.Scalar<int>("select generation from pivot.run", default));
    }

    [Fact]
    public void A_paused_run_hands_back_and_goes_on_when_resumed()
    {
        var run = Submit(Diamond);
        var stage = Next("a")!;
        Assert.True(Control.Pause(run, default));
        Assert.Equal("the run was paused", Claims("a").Renew(stage, null, default).HandBack);
        Claims("a").HandBack(stage, "paused", default);
        Assert.Null(Next("a"));
        Assert.True(Control.Resume(run, default));
        Assert.Equal(4, DoAll("a").Count);
    }

    [Fact]
    public void A_run_that_fails_too_often_is_stopped()
    {
        var run = Submit(With(Plan("many", [.. Enumerable.Range(0, 20).Select(i => Node($"s{i}"))]), r => r with { MaxFailures = 3 }));
        var running = Next("b")!;
        for (var i = 0; i < 3; i++) Claims("a").Fail(Next("a")!, FailureClass.Spec, "no", false, default);
        Assert.Null(Next("a"));
        Assert.Equal(16, Database.Scalar<long>("select count(*) from pivot.stage where state = 'cancelled'", default));
        Assert.Contains("3 stages failed", Database.Scalar<string>("select cause from pivot.run where id = @run", default, ("run", run)));
        Assert.NotNull(Claims("b").Renew(running, null, default).HandBack);
        Claims("b").Done(running, 1, false, default);
        Assert.Equal("stopped", End());
    }

    [Fact]
    public void A_deadline_and_a_budget_stop_a_run()
    {
        var late = Submit(With(Plan("late", [Node("a")]), r => r with { Deadline = TimeSpan.FromMilliseconds(1) }));
        var plan = Plan("dear", [Node("b"), Node("c")]);
        var dear = Submit(plan with { Spec = plan.Spec with { Run = new RunSpec { Budget = 1.0 / 3600 } } });
        var running = Next("h", dear)!;
        Assert.Single(Reconciliation.StopAtLimits(default), t => t.Contains("late"));
        Assert.Equal("a:cancelled", States(late));
        Assert.Null(Claims("h").Renew(running, null, default).HandBack);
        Database.Execute("update pivot.attempt set started_at = now() - interval '2 s'", default);
        Assert.Single(Reconciliation.StopAtLimits(default), t => t.Contains("budget"));
        Assert.NotNull(Claims("h").Renew(running, null, default).HandBack);
        Claims("h").HandBack(running, "budget", default);
        Assert.Equal("b:cancelled c:cancelled", States(dear));
        Assert.True(Database.Scalar<double>("select spent_seconds from pivot.run where id = @run", default, ("run", dear)) >= 2);
    }

    [Fact]
    public void An_end_puts_each_notification_into_the_outbox_once()
    {
        var run = Submit(With(Plan(Node("a")), r => r with { Notify = ["me@lab.org", "webhook", "webhook"] }));
        DoAll("h");
        End();
        Assert.Equal(2, Database.Scalar<long>("select count(*) from pivot.notification where run_id = @run and state = 'waiting'", default, ("run", run)));
    }

    [Fact]
    public void A_schedule_s_occurrence_has_one_run()
    {
        var at = DateTimeOffset.UtcNow;
        SubmittedRun Run(string name) => new() { Plan = Plan(name, [Node("a")]), Folder = name, Counted = _ => null, By = "t", Schedule = "nightly", PlannedFor = at };
        Assert.NotNull(new Submission(Database).Submit(Run("one"), default));
        Assert.Null(new Submission(Database).Submit(Run("two"), default));
        Assert.Equal(1, Database.Scalar<long>("select count(*) from pivot.run", default));
    }

    private string? End()
    {
        var endings = new RunEnding(Database, Lease);
        return endings.Take(default) is { } run ? endings.End(run, null, default) : null;
    }
}
