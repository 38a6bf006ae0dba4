using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Queue.Ledger;

/// <summary>A ledger of its own on a real server, and two hosts that are no processes.</summary>
public abstract class LedgerTest : IDisposable
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    protected static readonly FailurePolicy Policy = new(TimeSpan.FromMilliseconds(1));

    private readonly Dictionary<string, HostIdentity> _hosts = [];

    protected LedgerTest(DatabaseFixture fixture)
    {
        Connection = fixture.Server.CreateFleetDatabase();
        Database = new FleetDatabase(Connection);
        Control = new RunControl(Database);
        Reconciliation = new Reconciliation(Database, Lease, Policy);
    }

    protected string Connection { get; }

    protected FleetDatabase Database { get; }

    protected RunControl Control { get; }

    protected Reconciliation Reconciliation { get; }

    public void Dispose()
    {
        Database.Dispose();
        GC.SuppressFinalize(this);
    }

    protected HostIdentity Host(string name)
    {
        if (!_hosts.TryGetValue(name, out var host))
        {
            _hosts[name] = host = new HostIdentity(Guid.NewGuid(), name);
            new HostRows(Database, host).Arrive("1", ["cpu"], ["any", "cpu"], default);
        }
        return host;
    }

    protected StageClaims Claims(string host, TimeSpan? lease = null) => new(Database, Host(host), lease ?? Lease, Policy);

    protected Dispatching Dispatching(string host) => new(Database, Host(host), Lease);

    protected Guid Submit(Plan plan, Func<SubmittedRun, SubmittedRun>? how = null)
    {
        var run = new SubmittedRun { Plan = plan, Folder = plan.Name, Counted = _ => null, By = "test" };
        return new Submission(Database).Submit(how?.Invoke(run) ?? run, default)!.Value;
    }

    /// <summary>The plan with other words about its run.</summary>
    protected static Plan With(Plan plan, Func<RunSpec, RunSpec> run) => plan with { Spec = plan.Spec with { Run = run(plan.Spec.Run) } };

    /// <summary>Takes and claims the next stage for a host.</summary>
    protected ClaimedStage? Next(string host, params Guid[] runs)
    {
        var open = runs.Length > 0 ? runs : [.. Dispatching(host).OpenRuns(default).Select(r => r.Id)];
        return Dispatching(host).Take(open, ["any", "cpu"], 1, default) is [var stage] ? Claims(host).Claim(stage.Run, stage.Key, "cpu", default) : null;
    }

    /// <summary>Does everything that is ready, one after another, and gives the names in that order.</summary>
    protected List<string> DoAll(string host, int most = 1000)
    {
        var done = new List<string>();
        while (done.Count < most && Next(host) is { } stage)
        {
            done.Add(stage.Label);
            Assert.True(Claims(host).Done(stage, 1, false, default));
        }
        return done;
    }

    protected string State(Guid run, string stage) => Database.Scalar<string>("select state from pivot.stage where run_id = @run and stage = @stage", default, ("run", run), ("stage", stage))!;

    protected string States(Guid run) =>
        string.Join(" ", Database.Query("select stage || ':' || state from pivot.stage where run_id = @run order by ord", r => r.GetString(0), default, ("run", run)));

    /// <summary>As if the time of a lease had passed.</summary>
    protected void Expire() => Database.Execute("update pivot.work set lease_until = now() - interval '1 s' where lease_until is not null", default);

    protected static Plan Diamond => TestPlans.Plan(TestPlans.Node("see"), TestPlans.Node("left", "see"), TestPlans.Node("right", "see"), TestPlans.Node("join", "left", "right"));

    /// <summary>Arms by seeds: <c>base</c> once, then for each arm and seed <c>train</c> and what reads it, <c>probe</c>.</summary>
    protected static Plan Sweep(int arms, int seeds, RunSpec? run = null)
    {
        var nodes = new List<PlanNode> { TestPlans.Node("base") with { Seeds = [.. Enumerable.Range(0, seeds).Select(i => (long)i)] } };
        var trials = new List<Trial>();
        for (var arm = 0; arm < arms; arm++)
        {
            for (var seed = 0; seed < seeds; seed++)
            {
                var (train, probe) = ($"train-{arm}-{seed}", $"probe-{arm}-{seed}");
                nodes.Add(TestPlans.Node(train, "base") with { Arms = [$"arm{arm}"], Seeds = [seed] });
                nodes.Add(TestPlans.Node(probe, train) with { Spec = new KnnProbeSpec { Data = "scenes.objects", From = train }, Arms = [$"arm{arm}"], Seeds = [seed] });
                trials.Add(new Trial
                {
                    Arm = $"arm{arm}", Point = new Dictionary<string, string>(), Seed = seed, ArmHash = $"{arm}",
                    Stages = new Dictionary<string, string> { ["base"] = TestPlans.Key("base"), ["train"] = TestPlans.Key(train), ["probe"] = TestPlans.Key(probe) },
                });
            }
        }
        var plan = TestPlans.Plan("sweep", nodes);
        return plan with { Trials = trials, Arms = [.. Enumerable.Range(0, arms).Select(a => $"arm{a}")], Spec = plan.Spec with { Run = run ?? new RunSpec() } };
    }
}
