using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Queue.Schedules;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Schedules;

/// <summary>With Hangfire's server, on crons of seconds.</summary>
public sealed class SchedulingTests(DatabaseFixture fixture, ITestOutputHelper output) : ScheduleTest(fixture)
{
    private readonly List<Scheduling> _hosts = [];

    public override void Dispose()
    {
        Stop();
        base.Dispose();
    }

    [Fact]
    public void Two_hosts_make_one_run_an_occurrence()
    {
        Set("often", "*/2 * * * * *", "UTC");
        Start("one");
        Start("two");
        Wait(() => Planned("often").Count >= 4);
        Stop();
        var planned = Planned("often");
        Assert.Equal(planned.Distinct(), planned);
        Assert.All(planned, p => Assert.Equal(0, p.Second % 2));
        Assert.All(planned, p => Assert.Equal(0, p.Millisecond));
    }

    [Fact]
    public void Missed_occurrences_are_made_up_for_as_the_policy_says()
    {
        string[] policies = ["once", "every", "skip"];
        foreach (var policy in policies) Set(policy, "*/2 * * * * *", "UTC", misfire: policy);
        Start("one");
        Wait(() => policies.All(p => Planned(p).Count >= 1));
        Stop();
        var down = DateTimeOffset.UtcNow.AddSeconds(1);
        Thread.Sleep(TimeSpan.FromSeconds(11));
        var up = DateTimeOffset.UtcNow;
        var count = policies.ToDictionary(p => p, p => Planned(p).Count);
        Start("one");
        Wait(() => policies.All(p => Planned(p).Count > count[p] && Planned(p)[^1] > up));
        Stop();
        // What Hangfire still held when it was stopped has its run too, so the gap is looked at from a second after it to two seconds before it came back.
        int Missed(string policy) => Planned(policy).Count(p => p > down && p < up.AddSeconds(-2.5));
        output.WriteLine(string.Join(", ", policies.Select(p => $"{p}: {Missed(p)} runs for the time without a host")));
        Assert.Equal((0, 0), (Missed("once"), Missed("skip")));
        Assert.InRange(Missed("every"), 3, 5);
        Assert.Contains(Planned("once"), p => p >= up.AddSeconds(-2.5));
    }

    [Fact]
    public void The_table_is_followed_and_Hangfire_is_mended()
    {
        Set("a", "0 2 * * *");
        Set("b", "0 3 * * *");
        Set("bad", "0 3 * * *", "Atlantis/Capital");
        var host = Start("one");
        Assert.Equal(["a", "b"], Rows.Recurring(default).Keys.Order());
        Assert.Contains(Told, t => t.StartsWith("schedule bad cannot be kept", StringComparison.Ordinal));
        Rows.Enable("a", false, default);
        Rows.Remove("b", default);
        Set("c", "0 4 * * *");
        host.Sync(default);
        Assert.Equal(["c"], Rows.Recurring(default).Keys);
        Assert.Equal("Europe/Berlin", Field("c", "TimeZoneId"));
        Set("c", "0 5 * * *", misfire: "every");
        host.Sync(default);
        Assert.Equal(("0 5 * * *", "1"), (Field("c", "Cron"), Field("c", "Misfire")));
        // Hangfire's tables were emptied; Hangfire gave it up.
        Database.Execute("delete from hangfire.set; delete from hangfire.hash", default);
        host.Sync(default);
        Assert.Equal(["c"], Rows.Recurring(default).Keys);
        Database.Execute("insert into hangfire.hash (key, field, value) values ('recurring-job:schedule:c', 'Error', 'no such method') on conflict (key, field) do update set value = excluded.value", default);
        Assert.Equal("no such method", Rows.Recurring(default)["c"]);
        host.Sync(default);
        Assert.Null(Rows.Recurring(default)["c"]);
    }

    private string? Field(string id, string field) => Database.Scalar<string>("select value from hangfire.hash where key = 'recurring-job:schedule:' || @id and field = @field", default, ("id", id), ("field", field));

    private Scheduling Start(string name)
    {
        var host = new Scheduling(Database, HangfireStorage.Open(Database, TimeSpan.FromSeconds(15)), name, new RecordingMaker(Database), new RunControl(Database), Tell, TimeSpan.FromSeconds(1));
        _hosts.Add(host);
        host.Sync(default);
        return host;
    }

    private void Stop()
    {
        foreach (var host in _hosts) host.Dispose();
        _hosts.Clear();
    }

    private void Wait(Func<bool> until)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(90); !until(); Thread.Sleep(200))
            if (DateTime.UtcNow > deadline) throw new TimeoutException(string.Join("\n", Told));
    }
}
