using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Views;

public sealed class FleetViewTests : IDisposable
{
    private readonly FleetDatabase _database;
    private readonly FleetRows _rows;
    private readonly FleetView _view;

    public FleetViewTests(DatabaseFixture fixture)
    {
        _database = new FleetDatabase(fixture.Server.CreateDatabase());
        Migrations.Up(_database);
        _rows = new FleetRows(_database);
        _view = new FleetView(_database);
    }

    [Fact]
    public void Runs_come_newest_first_with_their_stages_counted()
    {
        _rows.Run("old", minutesAgo: 10);
        var run = _rows.Run("new", question: "Why?");
        var host = _rows.Host();
        _rows.Stage(run, "a", "instruct", state: "done");
        _rows.Stage(run, "b", "post", parents: "a");
        _rows.Stage(run, "c", "vqa", "benchmark", parents: "b");
        _rows.Stage(run, "d", "vqa", "benchmark", state: "failed", parents: "a");
        _rows.Progress(run, "b", 50, 100, 0.7);
        _rows.Attempt(run, "b", host, secondsAgo: 100);

        var runs = _view.Runs(10, null, default);
        Assert.Equal(["new", "old"], runs.Select(r => r.Name));
        Assert.Equal(new StageCounts(1, 0, 0, 1, 1, 1, 0, 0), runs[0].Stages);
        Assert.Equal(2.5 / 4, runs[0].Progress, 9);
        Assert.InRange(runs[0].SpentSeconds, 100, 130);
        Assert.Equal("Why?", runs[0].Question);
        Assert.Equal(["old"], _view.Runs(10, runs[0].SubmittedAt, default).Select(r => r.Name));
        Assert.Equal(0, runs[1].Progress);
        Assert.Equal(runs[0] with { SpentSeconds = 0 }, _view.Run(run, default)! with { SpentSeconds = 0, Arms = runs[0].Arms, Seeds = runs[0].Seeds });
        Assert.Null(_view.Run(Guid.NewGuid(), default));
    }

    [Fact]
    public void A_stage_tells_its_parents_host_and_progress()
    {
        var run = _rows.Run();
        _rows.Stage(run, "a", "instruct", state: "done");
        _rows.Stage(run, "b", "post", parents: "a");
        _rows.Progress(run, "b", 30, 120, 0.5);
        _rows.Progress(run, "b", 60, 120, 0.25);
        _rows.Attempt(run, "b", _rows.Host(), outcome: "lost", cause: "the host went");
        _rows.Attempt(run, "b", _rows.Host("other"), "other", epoch: 2);
        _rows.Log(run, "b", "first");
        _rows.Log(run, "b", "second");
        _rows.Log(run, null, "of the run");

        var stage = _view.Stage(run, "b", default)!;
        Assert.Equal(["a"], stage.Parents);
        Assert.Equal((0.5, 0.25, "steps", "other", 812.5), (stage.Progress, stage.Loss, stage.ProgressUnit, stage.Host, stage.Rate));
        Assert.Equal(["lost", null], _view.Attempts(run, "b", default).Select(a => a.Outcome));
        Assert.Equal([new CurvePointView(30, 0.5), new CurvePointView(60, 0.25)], _view.Curve(run, "b", default));
        var lines = _view.Log(run, "b", 0, 10, default);
        Assert.Equal(["first", "second"], lines.Select(l => l.Text));
        Assert.Equal(["second"], _view.Log(run, "b", 0, 1, default).Select(l => l.Text));
        Assert.Equal(["second", "of the run"], _view.Log(run, null, lines[0].Id, 10, default).Select(l => l.Text));
        Assert.Equal(["a", "b"], _view.Stages(run, default).Select(s => s.Key));
        Assert.Equal(["b"], _view.Stages(run, new("running"), 10, 0, default).Select(s => s.Key));
        Assert.Equal(["b", "a"], _view.Stages(run, new(Arm: "dpo"), 10, 0, default).Select(s => s.Key));
        Assert.Empty(_view.Stages(run, new(Stage: "nothing"), 10, 0, default));
        Assert.Equal([new LinkView("instruct", "post", 1)], _view.Links(run, default));
        Assert.Equal([("dpo", "instruct", 1L, 0L), ("sft", "instruct", 1L, 0L), ("dpo", "post", 0L, 1L), ("sft", "post", 0L, 1L)],
            _view.Cells(run, default).Select(c => (c.Arm, c.Stage, c.Stages.Done, c.Stages.Running)));
    }

    [Fact]
    public void A_run_is_found_by_what_a_person_types()
    {
        var first = _rows.Run("shapes", "shapes-0123abcd", id: Guid.Parse("aaaa1111-0000-0000-0000-000000000001"), minutesAgo: 5);
        var again = _rows.Run("shapes", "shapes-0123abcd", id: Guid.Parse("bbbb1111-0000-0000-0000-000000000002"));
        var other = _rows.Run("shapes-more", "shapes-more-89abcdef", id: Guid.Parse("bbbb2222-0000-0000-0000-000000000003"));

        Assert.Equal([first], Find("AAAA1111-0000-0000-0000-000000000001"));
        Assert.Equal([first], Find("aaaa"));
        Assert.Equal([again], Find("shapes-0123abcd"));
        Assert.Equal([again], Find("shapes-0"));
        Assert.Equal([other, again], Find("bbbb"));
        Assert.Equal([other, again], Find("shapes"));
        Assert.Empty(Find("%"));
        Assert.Empty(Find(""));
        Assert.Empty(Find("nothing"));

        IEnumerable<Guid> Find(string typed) => _view.Find(typed, default).Select(r => r.Id);
    }

    [Fact]
    public void Hosts_tell_what_they_do_and_whether_they_are_heard()
    {
        var run = _rows.Run();
        _rows.Stage(run, "a", "instruct");
        var host = _rows.Host("a");
        _rows.Host("b", silentSeconds: 300);
        _rows.Host("c", "quarantined", cause: "three stages failed at once");
        _rows.Host("d", "gone", silentSeconds: 3600);
        _rows.Host("e", "gone", silentSeconds: 3600 * 30);
        _rows.Progress(run, "a", 1, 2, 1);
        _rows.Attempt(run, "a", host);

        var hosts = _view.Hosts(default);
        Assert.Equal([("a", "up"), ("b", "silent"), ("c", "quarantined"), ("d", "gone")], hosts.Select(h => (h.Name, h.State)));
        Assert.Equal(("a", "shapes", "instruct"), (hosts[0].Work[0].Key, hosts[0].Work[0].RunName, hosts[0].Work[0].Label));
    }

    [Fact]
    public void A_queue_that_no_live_host_serves_is_told()
    {
        var run = _rows.Run();
        _rows.Stage(run, "a", "instruct", state: "ready", queue: "any");
        _rows.Stage(run, "b", "post", state: "ready", queue: "gpu-24g");
        _rows.Stage(run, "c", "vqa", state: "blocked", queue: "gpu-80g");
        _rows.Host("a", queues: ["any"]);
        _rows.Host("b", queues: ["gpu-24g"], silentSeconds: 300);
        _rows.Host("c", "draining", queues: ["gpu-24g"]);

        Assert.Equal([new WaitingQueue("gpu-24g", 1, 1)], _view.Unserved(null, default));
        Assert.Equal("no live host serves queue gpu-24g: 1 stage waits", _view.Unserved(run, default)[0].ToString());
        Assert.Empty(_view.Unserved(Guid.NewGuid(), default));
    }

    [Fact]
    public void Schedules_are_read()
    {
        _rows.Schedule("nightly", outcome: "submitted");
        Assert.Equal(("nightly", "0 2 * * *", "submitted", true), _view.Schedules(default).Select(s => (s.Id, s.Cron, s.LastOutcome!, s.Enabled)).Single());
    }

    public void Dispose() => _database.Dispose();
}
