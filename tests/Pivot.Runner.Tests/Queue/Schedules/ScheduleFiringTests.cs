using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Schedules;

public sealed class ScheduleFiringTests(DatabaseFixture fixture) : ScheduleTest(fixture)
{
    private static readonly DateTimeOffset Two = DateTimeOffset.Parse("2026-05-05T00:00Z");

    private ScheduleFiring Firing(RecordingMaker? maker = null) => new(Database, maker ?? new RecordingMaker(Database), new RunControl(Database), Tell);

    [Fact]
    public void An_occurrence_has_one_run_however_often_and_late_it_is_fired()
    {
        Set();
        Parallel.For(0, 8, i => Firing(new RecordingMaker(Database) { Takes = TimeSpan.FromMilliseconds(50) }).Fire("nightly", Two.AddSeconds(i * 7), default));
        Assert.Equal([Two], Planned("nightly"));
        Assert.Equal("made: nightly-000000", Outcome("nightly"));
    }

    [Fact]
    public void With_overlap_skip_nothing_is_made_while_a_run_is_not_over()
    {
        Set(overlap: "skip");
        Firing().Fire("nightly", Two, default);
        Firing().Fire("nightly", Two.AddDays(1), default);
        Assert.Equal([Two], Planned("nightly"));
        Assert.Equal("skipped: nightly-000000 of 2026-05-05 00:00:00Z is not over", Outcome("nightly"));
        Database.Execute("update pivot.run set state = 'done'", default);
        Firing().Fire("nightly", Two.AddDays(2), default);
        Assert.Equal([Two, Two.AddDays(2)], Planned("nightly"));
    }

    [Fact]
    public void Two_occurrences_that_come_together_see_each_other()
    {
        Set(overlap: "skip");
        Parallel.For(0, 4, i => Firing(new RecordingMaker(Database) { Takes = TimeSpan.FromMilliseconds(100) }).Fire("nightly", Two.AddDays(i), default));
        Assert.Single(Planned("nightly"));
    }

    [Fact]
    public void With_overlap_replace_the_earlier_run_is_cancelled()
    {
        Set(overlap: "replace");
        Firing().Fire("nightly", Two, default);
        Firing().Fire("nightly", Two.AddDays(1), default);
        Assert.Equal(["cancelled", null], Database.Query("select stop from pivot.run order by planned_for", r => r.IsDBNull(0) ? null : r.GetString(0), default));
    }

    [Fact]
    public void With_overlap_queue_both_are_there()
    {
        Set(overlap: "queue");
        Firing().Fire("nightly", Two, default);
        Firing().Fire("nightly", Two.AddDays(1), default);
        Assert.Equal([Two, Two.AddDays(1)], Planned("nightly"));
    }

    [Fact]
    public void A_schedule_that_is_off_or_gone_makes_nothing()
    {
        Set();
        Assert.True(Rows.Enable("nightly", false, default));
        Firing().Fire("nightly", Two, default);
        Assert.True(Rows.Remove("nightly", default));
        Firing().Fire("nightly", Two, default);
        Assert.Empty(Planned("nightly"));
    }

    [Fact]
    public void A_spec_that_is_not_valid_is_written_down_and_not_tried_again()
    {
        Set();
        Firing(new RecordingMaker(Database) { Instead = () => new(MakingOutcome.Invalid, "spec.yaml:3:1: error PVT201: unknown key") }).Fire("nightly", Two, default);
        Assert.Equal("not made: spec.yaml:3:1: error PVT201: unknown key", Outcome("nightly"));
    }

    [Fact]
    public void What_stands_in_the_way_is_written_down_and_tried_again()
    {
        Set();
        Assert.Throws<HostException>(() => Firing(new RecordingMaker(Database) { Instead = () => new(MakingOutcome.Unfit, "the disk is full") }).Fire("nightly", Two, default));
        Assert.Equal("not made yet: the disk is full", Outcome("nightly"));
    }

    [Theory]
    [InlineData("specs/a.yaml", "not absolute")]
    [InlineData("/specs/a.fsx", "script")]
    public void A_host_compiles_no_script_and_no_relative_path(string spec, string why)
    {
        var schedule = new Schedule { Id = "a", Spec = spec, Sets = [], Cron = "0 2 * * *", TimeZone = "UTC" };
        var made = new SubmitProcess("Host=nowhere", "/nowhere", []).Make(schedule, Two, default);
        Assert.Equal(MakingOutcome.Invalid, made.Outcome);
        Assert.Contains(why, made.Told);
    }

    [Fact]
    public void A_submit_that_finds_a_mistake_tells_it()
    {
        using var store = new Store.TemporaryStore();
        var spec = Path.Combine(store.Path, "a.yaml");
        File.WriteAllText(spec, "pivot: 1\nname: a\nbogus: 1\n");
        var made = new SubmitProcess(Database.ConnectionText, store.Path, []).Make(new Schedule { Id = "a", Spec = spec, Sets = [], Cron = "0 2 * * *", TimeZone = "UTC" }, Two, default);
        Assert.Equal(MakingOutcome.Invalid, made.Outcome);
        Assert.Contains("error PVT", made.Told);
    }

    [Fact]
    public void A_submit_makes_an_occurrences_run_once()
    {
        using var store = new Store.TemporaryStore();
        var schedule = new Schedule { Id = "mini", Spec = Path.Combine(AppContext.BaseDirectory, "EndToEnd", "mini.yaml"), Sets = ["name=mini"], Cron = "0 2 * * *", TimeZone = "UTC" };
        var submit = new SubmitProcess(Database.ConnectionText, store.Path, []);
        for (var i = 0; i < 2; i++)
        {
            var made = submit.Make(schedule, Two, default);
            Assert.True(made.Outcome == MakingOutcome.Made, made.Told);
            Assert.StartsWith("mini-", made.Told);
        }
        Assert.Equal([Two], Planned("mini"));
    }
}
