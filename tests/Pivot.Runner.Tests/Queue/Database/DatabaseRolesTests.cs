using Npgsql;
using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Queue.Views;
using Pivot.Runner.Tests.Queue.Ledger;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Queue.Database;

public sealed class DatabaseRolesTests : LedgerTest
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;
    private static readonly Lock Roles = new();
    private readonly DatabaseFixture _fixture;

    public DatabaseRolesTests(DatabaseFixture fixture) : base(fixture)
    {
        _fixture = fixture;
        lock (Roles)
        {
            // Twice: it may be run after every migration.
            Database.Execute(DatabaseRoles.Sql(), default);
            Database.Execute(DatabaseRoles.Sql(), default);
        }
    }

    [Fact]
    public void A_viewer_reads_and_writes_nothing()
    {
        var run = Submit(Diamond);
        using var viewer = As("pivot_viewer");
        Migrations.Require(viewer);
        Assert.Equal(run, Assert.Single(new FleetView(viewer).Runs(10, null, default)).Id);
        Assert.Empty(new FleetHealth(viewer).Stuck(default));
        Refused(() => new RunControl(viewer).Cancel(run, default));
        foreach (var table in viewer.Query("select schemaname || '.' || tablename from pg_tables where schemaname in ('pivot', 'hangfire')", r => r.GetString(0), default))
        {
            Refused(() => viewer.Execute($"delete from {table}", default));
            Refused(() => viewer.Execute($"insert into {table} default values", default));
        }
        Refused(() => viewer.Execute("create table public.mine (x int)", default));
    }

    [Fact]
    public void A_submitter_submits_and_controls_and_claims_nothing()
    {
        using var submitter = As("pivot_submitter");
        Migrations.Require(submitter);
        var run = new Submission(submitter).Submit(new SubmittedRun { Plan = Diamond, Folder = "diamond", Counted = _ => null, By = "ada" }, default)!.Value;
        var control = new RunControl(submitter);
        Assert.True(control.SetPriority(run, 70, default));
        Assert.True(control.Pause(run, default));
        Assert.True(control.Resume(run, default));
        Assert.True(control.CancelStage(run, TestPlans.Key("left"), default));
        Assert.True(control.Cancel(run, default));
        Assert.Equal(4, control.Retry(run, onlyFailed: false, default));
        new ScheduleRows(submitter).Set(new Schedule { Id = "n", Spec = "/a.yaml", Sets = [], Cron = "0 2 * * *", TimeZone = "UTC" }, "ada", default);
        Assert.True(new ScheduleRows(submitter).Enable("n", false, default));
        Assert.True(new ScheduleRows(submitter).Remove("n", default));

        Refused(() => new StageClaims(submitter, Host("bench"), Lease, Policy).Claim(run, TestPlans.Key("see"), "cpu", default));
        Refused(() => submitter.Execute("update pivot.stage set epoch = 9", default));
        Refused(() => submitter.Execute("insert into pivot.work (key, epoch) values ('k', 1)", default));
        Refused(() => submitter.Execute("update pivot.run set plan = ''", default));
        Refused(() => submitter.Execute("delete from pivot.run", default));
        Refused(() => submitter.Execute("insert into hangfire.job (invocationdata, arguments, createdat) values ('{}', '[]', now())", default));
        Refused(() => submitter.Execute("create table pivot.mine (x int)", default));
    }

    [Fact]
    public void A_host_runs_everything_and_makes_no_table()
    {
        var run = Submit(Diamond);
        using var host = As("pivot_host");
        Migrations.Up(host);
        var bench = new HostIdentity(Guid.NewGuid(), "bench");
        var rows = new HostRows(host, bench);
        rows.Arrive("1", ["cpu"], ["any", "cpu"], default);
        var (dispatching, claims) = (new Dispatching(host, bench, Lease), new StageClaims(host, bench, Lease, Policy));
        var client = HangfireStorage.Client(HangfireStorage.Open(host, Lease));
        for (var i = 0; i < 4; i++)
        {
            var ready = Assert.Single(dispatching.Take([run], ["any", "cpu"], 1, default));
            dispatching.Started(ready, client.Start(ready.Run.ToString(), ready.Key, ready.Queue), default);
            var stage = claims.Claim(ready.Run, ready.Key, "cpu", default)!;
            Assert.True(claims.MayCommit(stage, default));
            Assert.True(claims.Done(stage, 1, false, default));
        }
        var endings = new RunEnding(host, TimeSpan.FromSeconds(30));
        Assert.Equal("done", endings.End(endings.Take(default)!, null, default));
        using (var scheduling = new Scheduling(host, HangfireStorage.Open(host, Lease), "bench", new Schedules.RecordingMaker(host), new RunControl(host), _ => { })) scheduling.Sync(default);
        rows.Leave(default);

        Refused(() => host.Execute("create table pivot.mine (x int)", default));
        Refused(() => host.Execute("create table public.mine (x int)", default));
        Refused(() => host.Execute("create table hangfire.mine (x int)", default));
        Refused(() => host.Execute("drop table pivot.run cascade", default));
        Refused(() => host.Execute("insert into pivot.migration (scriptname, applied) values ('x', now())", default));
    }

    // A user that can log in, with one role.
    private FleetDatabase As(string role)
    {
        var user = $"u{Guid.NewGuid():n}";
        Database.Execute($"create role {user} login in role {role}", default);
        return new FleetDatabase(_fixture.Server.Connection(new NpgsqlConnectionStringBuilder(Connection).Database!, user), TimeSpan.FromSeconds(5));
    }

    private static void Refused(Action action) => Assert.Equal(Denied, Assert.Throws<PostgresException>(action).SqlState);
}
