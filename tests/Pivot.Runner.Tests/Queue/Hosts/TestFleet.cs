using Pivot.Runner.Queue.Database;
using Pivot.Runner.Tests.EndToEnd;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Tests.Queue.Hosts;

/// <summary>A database, a store and real host processes, all gone with the test.</summary>
internal sealed class TestFleet : IDisposable
{
    private readonly List<PivotProcess> _hosts = [];

    public TestFleet(PostgresServer server, string spec)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Queue", "Hosts", spec), Path.Combine(Folder, spec));
        Spec = spec;
        Connection = server.CreateFleetDatabase();
        Database = new FleetDatabase(Connection, TimeSpan.FromMinutes(1));
        Environment = new Dictionary<string, string> { ["PIVOT_STORAGE"] = Connection, ["PIVOT_STORE"] = Store };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("pivot-fleet-").FullName;

    public string Store => Path.Combine(Folder, "store");

    public string Spec { get; }

    public string Connection { get; }

    public FleetDatabase Database { get; }

    public Dictionary<string, string> Environment { get; }

    /// <summary>Submits the spec and gives the run.</summary>
    public Guid Submit(params string[] more)
    {
        using var submit = PivotProcess.Start(Folder, Environment, ["submit", Spec, .. more]);
        Assert.True(submit.Wait() == 0, submit.Output);
        return Database.Scalar<Guid>("select id from pivot.run order by submitted_at desc limit 1", default);
    }

    /// <summary>Starts a host.</summary>
    public PivotProcess Host(string name, params string[] more) => Host(name, [], more);

    /// <summary>Starts a host under another command.</summary>
    public PivotProcess Host(string name, string[] within, string[] more)
    {
        string[] arguments = ["host", "--name", name, "--devices", "cpu", "--threads", "1", "--lease", "3s", "--retry-pause", "1s", .. more];
        var host = PivotProcess.Start(Folder, Environment, arguments, within);
        lock (_hosts) _hosts.Add(host);
        return host;
    }

    /// <summary>How many stages of a run are in a state.</summary>
    public long Count(Guid run, string state) => Database.Scalar<long>("select count(*) from pivot.stage where run_id = @run and state = @state", default, ("run", run), ("state", state));

    /// <summary>How a run stands.</summary>
    public string State(Guid run) => Database.Scalar<string>("select state from pivot.run where id = @run", default, ("run", run))!;

    /// <summary>What failed, and why.</summary>
    public string Failures => string.Join('\n', Database.Query("""
        select s.label || ' ' || s.state || ': ' || coalesce(s.failure, '') || ' ' || coalesce(s.cause, '') || ' [' || coalesce((
               select string_agg(a.epoch || ' ' || coalesce(a.outcome, '?') || ' ' || coalesce(a.cause, ''), '; ' order by a.epoch) from pivot.attempt a where a.run_id = s.run_id and a.key = s.key), '') || ']'
          from pivot.stage s where s.state in ('failed', 'cancelled') or (s.state <> 'skipped' and s.cause is not null)
        """, r => r.GetString(0), default));

    /// <summary>Waits until something holds.</summary>
    public void Until(Func<bool> holds, TimeSpan longest)
    {
        for (var deadline = DateTime.UtcNow + longest; !holds(); Thread.Sleep(50))
            if (DateTime.UtcNow > deadline) Assert.Fail($"it did not come to that in {longest.TotalSeconds} s\n{Output}");
    }

    /// <summary>The end of what every host printed.</summary>
    public string Output
    {
        get
        {
            lock (_hosts) return string.Join("\n---\n", _hosts.TakeLast(4).Select(h => string.Join('\n', h.Output.Split('\n').TakeLast(40))));
        }
    }

    /// <summary>Every result of the store but what tells when and how long, by path.</summary>
    public static SortedDictionary<string, string> Results(string store)
    {
        var root = Path.Combine(store, "stages");
        var results = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) is not ("stage.json" or "manifest.json")))
            results[Path.GetRelativePath(root, file)] = Pivot.Runner.Store.FileDigest.Of(file);
        return results;
    }

    /// <summary>The same spec run quietly by `pivot run` in a store of its own.</summary>
    public SortedDictionary<string, string> Quiet(params string[] more)
    {
        var store = Path.Combine(Folder, "quiet");
        using var run = PivotProcess.Start(Folder, new Dictionary<string, string> { ["PIVOT_STORE"] = store }, ["run", Spec, "--threads", "1", "--workers", "2", .. more]);
        Assert.True(run.Wait() == 0, run.Output);
        return Results(store);
    }

    /// <summary>Every stage was completed once, after what it reads.</summary>
    public void EachOnceAndInOrder(Guid run, int stages)
    {
        Assert.Equal(stages, Count(run, "done"));
        Assert.Equal(0, Database.Scalar<long>("""
            select count(*) from (select s.key from pivot.stage s left join pivot.attempt a on a.run_id = s.run_id and a.key = s.key and a.outcome in ('done', 'cached')
             where s.run_id = @run group by s.key having count(a.key) <> 1) wrong
            """, default, ("run", run)));
        Assert.Equal(0, Database.Scalar<long>("""
            select count(*) from pivot.dependency d join pivot.attempt p on p.run_id = d.run_id and p.key = d.parent and p.outcome in ('done', 'cached')
              join pivot.attempt c on c.run_id = d.run_id and c.key = d.key where d.run_id = @run and c.started_at < p.ended_at
            """, default, ("run", run)));
    }

    public void Dispose()
    {
        foreach (var host in _hosts) host.Dispose();
        Database.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
