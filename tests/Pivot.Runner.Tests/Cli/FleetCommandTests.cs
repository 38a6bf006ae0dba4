using Pivot.Runner.Cli;
using Pivot.Runner.Cli.Progress;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Tests.EndToEnd;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Queue.Views;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Cli;

/// <summary>The commands that look after what runs: their exit codes and what they change; what they print, of a few as processes.</summary>
public sealed class FleetCommandTests : IDisposable
{
    private readonly string _connection;
    private readonly FleetDatabase _database;
    private readonly FleetRows _rows;
    private readonly TemporaryStore _store = new();

    public FleetCommandTests(DatabaseFixture fixture)
    {
        _connection = fixture.Server.CreateFleetDatabase();
        _database = new FleetDatabase(_connection);
        _rows = new FleetRows(_database);
    }

    public void Dispose()
    {
        _database.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void A_run_is_paused_resumed_moved_cancelled_and_taken_up_again()
    {
        var run = Run("shapes-1a2b3c4d");
        _rows.Stage(run, "k1", "see", state: "ready");
        Assert.Equal(ExitCodes.Done, Invoke("pause", "shapes-1a"));
        Assert.Equal(ExitCodes.Done, Invoke("pause", "shapes-1a"));
        Assert.True(Of<bool>("paused", run));
        Assert.Equal(ExitCodes.Done, Invoke("resume", run.ToString()));
        Assert.False(Of<bool>("paused", run));
        Assert.Equal(ExitCodes.Done, Invoke("priority", "shapes", "90"));
        Assert.Equal(90, Of<int>("priority", run));
        Assert.Equal(ExitCodes.Invalid, Invoke("priority", "shapes", "101"));
        Assert.Equal(ExitCodes.Done, Invoke("cancel", "shapes"));
        Assert.Equal("cancelled", Of<string>("stop", run));
        Assert.Equal(ExitCodes.Done, Invoke("cancel", "shapes"));
        _database.Execute("update pivot.run set state = 'cancelled'", default);
        Assert.Equal(ExitCodes.Invalid, Invoke("pause", "shapes"));
        Assert.Equal(ExitCodes.Done, Invoke("retry", "shapes"));
        Assert.Equal(("active", null), (Of<string>("state", run), Of<string>("stop", run)));
    }

    [Fact]
    public void A_stage_is_cancelled_by_its_name_or_key_where_it_is_clear()
    {
        var run = Run("shapes-1a2b3c4d");
        _rows.Stage(run, "aaaaaaaa1", "post", state: "ready", label: "post · sft");
        _rows.Stage(run, "aaaaaaaa2", "post", state: "ready", label: "post · dpo");
        Assert.Equal(ExitCodes.Invalid, Invoke("cancel", "shapes", "post"));
        Assert.Equal(ExitCodes.Invalid, Invoke("cancel", "shapes", "nothing"));
        Assert.Equal(ExitCodes.Done, Invoke("cancel", "shapes", "post · dpo"));
        Assert.Equal(ExitCodes.Done, Invoke("cancel", "shapes", "aaaaaaaa2"));
        Assert.Equal(["ready", "cancelled"], _database.Query("select state from pivot.stage order by key", r => r.GetString(0), default));
    }

    [Fact]
    public void Who_is_not_found_or_not_clear_is_told_and_ends_with_2()
    {
        Run("shapes-1a2b3c4d");
        Run("shapes-5e6f7a8b");
        var (code, output) = Print("cancel", "shapes");
        Assert.Equal(ExitCodes.Invalid, code);
        Assert.Contains("shapes-1a2b3c4d", output);
        Assert.Contains("shapes-5e6f7a8b", output);
        (code, output) = Print("cancel", "shapse");
        Assert.Equal(ExitCodes.Invalid, code);
        Assert.Contains("the fleet has no run shapse", output);
        Assert.Contains("did you mean 'shapes'?", output);
    }

    [Fact]
    public void Runs_are_listed_for_people_and_for_programs()
    {
        var run = Run("shapes-1a2b3c4d");
        _rows.Stage(run, "k1", "see", state: "done");
        _rows.Stage(run, "k2", "post", state: "running");
        var (code, text) = Print("list");
        Assert.Equal(ExitCodes.Done, code);
        Assert.Matches(@"shapes-1a2b3c4d +running +50 % +1 done, 1 running +0  ", text);
        var entry = Assert.Single(System.Text.Json.JsonDocument.Parse(Print("list", "--format", "json").Output).RootElement.EnumerateArray());
        Assert.Equal((run, "active"), (entry.GetProperty("id").GetGuid(), entry.GetProperty("state").GetString()));
        Assert.Equal(1, entry.GetProperty("stages").GetProperty("running").GetInt32());
    }

    [Theory]
    [InlineData("done", ExitCodes.Done)]
    [InlineData("failed", ExitCodes.Failed)]
    [InlineData("stopped", ExitCodes.Failed)]
    [InlineData("cancelled", ExitCodes.Interrupted)]
    public void Watching_ends_as_the_run_did(string state, int code)
    {
        Run("shapes-1a2b3c4d", state);
        Assert.Equal(code, Invoke("watch", "shapes"));
    }

    [Fact]
    public void A_watched_run_is_told_in_lines()
    {
        var run = Run("shapes-1a2b3c4d");
        _rows.Stage(run, "k1", "see", state: "ready");
        _rows.Stage(run, "k2", "post", parents: "k1");
        var view = new FleetView(_database);
        var to = new StringWriter { NewLine = "\n" };
        var watch = new PlainWatch(to, TimeProvider.System);
        void Look() => watch.Show(view.Run(run, default)!, view.Stages(run, default));
        Look();
        _rows.Progress(run, "k1", 150, 600, 0.51324);
        _rows.Attempt(run, "k1", _rows.Host());
        Look();
        Look();
        _database.Execute("update pivot.stage set state = 'done', seconds = 12.3 where key = 'k1'; update pivot.stage set state = 'failed', cause = 'the loss is NaN' where key = 'k2'", default);
        _database.Execute("update pivot.run set state = 'failed'", default);
        Look();
        Assert.Equal("""
            run     shapes-1a2b3c4d
                    waiting, 0 of 2 stages
            start   see on bench cpu
                    running, 0 of 2 stages, 1 running
            done    see (12.3 s)
            failed  post: the loss is NaN
                    failed, 2 of 2 stages, 1 failed

            """.ReplaceLineEndings("\n"), to.ToString());
    }

    [Fact]
    public void A_watched_run_is_a_table_on_a_terminal()
    {
        var run = Run("shapes-1a2b3c4d");
        _rows.Stage(run, "k1", "see", label: "see [a]");
        _rows.Stage(run, "k2", "post", state: "failed", cause: "the loss is [NaN]");
        _rows.Progress(run, "k1", 150, 600, 0.51324);
        _rows.Attempt(run, "k1", _rows.Host());
        var view = new FleetView(_database);
        var to = new StringWriter();
        var console = Spectre.Console.AnsiConsole.Create(new Spectre.Console.AnsiConsoleSettings { Out = new Spectre.Console.AnsiConsoleOutput(to), Ansi = Spectre.Console.AnsiSupport.No });
        console.Profile.Width = 200;
        console.Write(WatchTable.Draw(view.Run(run, default)!, view.Stages(run, default), 40));
        foreach (var shown in new[] { "shapes-1a2b3c4d", "running, 1 of 2 stages", "see [a]", "bench cpu", "25 %", "150/600 steps  loss 0.5132  813 samples/s", "the loss is [NaN]" })
            Assert.Contains(shown, to.ToString());
    }

    [Fact]
    public void A_password_on_the_command_line_is_refused_and_not_repeated()
    {
        var (code, output) = PivotProcess.Run(_store.Path, "list", "--storage", $"{_connection};Password=hunter2");
        Assert.Equal(ExitCodes.Invalid, code);
        Assert.Contains("PIVOT_STORAGE", output);
        Assert.DoesNotContain("hunter2", output);
    }

    [Fact]
    public void The_database_may_be_named_by_a_file()
    {
        var file = Path.Combine(_store.Path, "storage");
        File.WriteAllText(file, _connection + "\n");
        using var pivot = PivotProcess.Start(_store.Path, new Dictionary<string, string> { ["PIVOT_STORAGE_FILE"] = file }, ["list"]);
        Assert.Equal(ExitCodes.Done, pivot.Wait());
        Assert.Contains("no runs", pivot.Output);
    }

    [Fact]
    public void A_schedule_is_set_listed_paused_and_removed()
    {
        var spec = Path.Combine(_store.Path, "q.yaml");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "EndToEnd", "mini.yaml"), spec);
        Assert.Equal(ExitCodes.Invalid, Invoke("schedule", spec, "--store", _store.Path));
        File.AppendAllText(spec, "\nschedule: { cron: \"30 2 * * *\", time_zone: Europe/Berlin }\n");
        var (code, output) = Print("schedule", spec, "--store", _store.Path);
        Assert.True(code == ExitCodes.Done, output);
        Assert.Contains("30 2 * * * Europe/Berlin, misfire once, overlap skip", output);
        Assert.Matches(@"02:30:00 \+0[12]:00", output);
        var schedule = Assert.Single(new ScheduleRows(_database).All(default));
        Assert.Equal(spec, schedule.Spec);
        Assert.Contains(schedule.Id, Print("schedule", "--list").Output);
        Assert.Equal(ExitCodes.Done, Invoke("schedule", "--pause", schedule.Id));
        Assert.False(new ScheduleRows(_database).Find(schedule.Id, default)!.Enabled);
        Assert.Equal(ExitCodes.Done, Invoke("schedule", "--resume", schedule.Id));
        Assert.Equal(ExitCodes.Invalid, Invoke("schedule", "--remove", "nothing"));
        Assert.Equal(ExitCodes.Done, Invoke("schedule", "--remove", schedule.Id));
        Assert.Equal(ExitCodes.Invalid, Invoke("schedule"));
        Assert.Equal(ExitCodes.Invalid, Invoke("schedule", spec, "--list"));
    }

    [Fact]
    public void The_doctor_tells_what_is_not_well_with_the_fleet()
    {
        var run = Run("shapes-1a2b3c4d");
        _rows.Stage(run, "k1", "see", state: "ready", queue: "gpu-80g");
        _database.Execute("update pivot.run set submitted_at = now() - interval '1 day'", default);
        _rows.Host("broken", "quarantined", cause: "3 stages in a row failed at once");
        _rows.Host("quiet", silentSeconds: 4000);
        _rows.Schedule("nightly", outcome: "not made: a.yaml:1:1: error PVT201");
        var (_, output) = Print("doctor", "--store", _store.Path);
        Assert.Contains("broken is quarantined: 3 stages in a row failed at once", output);
        Assert.Contains("quiet is silent", output);
        Assert.Contains("no live host serves queue gpu-80g", output);
        Assert.Contains("shapes-1a2b3c4d: stages are ready and none has begun", output);
        Assert.Contains("nightly: not made: a.yaml:1:1: error PVT201", output);
        Assert.Contains("nightly: no host has taken it up", output);
        Assert.Matches(@"clock +0[.,]\d s (before|after) the database's: ok", output);
    }

    [Fact]
    public void A_database_is_checked_and_migrated()
    {
        using var empty = new FleetDatabase(_connection);
        empty.Execute("drop schema pivot cascade; drop schema hangfire cascade", default);
        Assert.Equal(ExitCodes.Unfit, Invoke("database", "check"));
        Assert.Equal(ExitCodes.Unfit, Invoke("list"));
        Assert.Equal(ExitCodes.Done, Invoke("database", "migrate"));
        Assert.Equal(ExitCodes.Done, Invoke("database", "check"));
        Assert.Equal(ExitCodes.Done, Invoke("list"));
    }

    private Guid Run(string folder, string state = "active") => _rows.Run("shapes", folder, state);

    private T? Of<T>(string column, Guid run) => _database.Scalar<T>($"select {column} from pivot.run where id = @run", default, ("run", run));

    private int Invoke(params string[] args) => PivotCommand.Invoke([.. args, "--storage", _connection]);

    private (int Code, string Output) Print(params string[] args) => PivotProcess.Run(_store.Path, [.. args, "--storage", _connection]);
}
