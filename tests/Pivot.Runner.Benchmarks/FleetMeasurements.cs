using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Pivot.Dsl.Plans;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Hosts;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.Queue.Database;

namespace Pivot.Runner.Benchmarks;

/// <summary>
/// What the shared queue costs: <c>-- fleet [utilisation|latency|cost|submit]</c>. A PostgreSQL of its own on loopback (without durability), hosts in this process, stage processes as
/// ever. Each figure stands beside its limit.
/// </summary>
internal static class FleetMeasurements
{
    private static readonly Dictionary<string, Action<PostgresServer>> Parts = new()
    {
        ["submit"] = Submit, ["latency"] = Latency, ["cost"] = Cost, ["utilisation"] = Utilisation,
    };

    // Stages that train for about a second on one core of the machine the README names.
    private const string Spec = """
        pivot: 1
        name: measured
        data:
          scenes: { source: scenes, image_size: 32, train: 96, test: 24, seed: 3 }
        models:
          nano:
            vision_tower:   { arch: siglip, image_size: 32, patch_size: 16, width: 16, depth: 1, heads: 2 }
            language_model: { arch: qwen2, width: 16, depth: 1, heads: 2 }
        stages:
          tell: { kind: sft, model: nano, data: scenes.instruct, steps: STEPS, batch_size: 8, checkpoint_every: 0, evaluate_every: 0 }
        seeds: { values: [SEEDS] }
        """;

    public static bool Run(string[] args)
    {
        if (args is not ["fleet", ..]) return false;
        if (PostgresServer.Missing is { } missing) throw new InvalidOperationException(missing);
        using var server = PostgresServer.Create();
        foreach (var name in args.Length > 1 ? args[1..] : [.. Parts.Keys]) Parts[name](server);
        return true;
    }

    // A plan of 10,000 stages: 5,000 trainings of two stages.
    private static void Submit(PostgresServer server)
    {
        using var database = new FleetDatabase(server.CreateFleetDatabase());
        var plan = Compile(Spec.Replace("STEPS", "10").Replace("SEEDS", string.Join(", ", Enumerable.Range(0, 5_000)))
            .Replace("seeds:", "  ask:  { kind: benchmark, from: tell, data: scenes.test }\nseeds:"));
        var watch = Stopwatch.StartNew();
        Submit(database, plan);
        Tell($"submitting {plan.Nodes.Count} stages: {watch.Elapsed.TotalSeconds:0.00} s (limit 30 s)");
    }

    // From the commit of a submission to the claim on an idle host, and from a stage's end to its child's claim.
    private static void Latency(PostgresServer server)
    {
        using var fleet = new Fleet(server, hosts: 2, devices: 1);
        var plans = Enumerable.Range(0, 40).Select(i => Compile(Spec.Replace("STEPS", "1").Replace("SEEDS", $"{1000 + i}"))).ToList();
        foreach (var plan in plans)
        {
            Submit(fleet.Database, plan);
            fleet.Until("select not exists (select 1 from pivot.stage where state <> 'done')");
            Thread.Sleep(Random.Shared.Next(100, 900));
        }
        var pickUp = fleet.Database.Query("select extract(epoch from s.claimed_at - r.submitted_at)::float8 * 1000 from pivot.stage s join pivot.run r on r.id = s.run_id", r => r.GetDouble(0), default).Order().ToList();
        Tell($"pick-up by an idle host of two, from submission to claim: median {pickUp[pickUp.Count / 2]:0} ms, 95 % {pickUp[(int)(pickUp.Count * 0.95)]:0} ms, of {pickUp.Count}");
    }

    // Stages whose results are in the store already: what is left is the queue's own cost and one look at the store.
    private static void Cost(PostgresServer server)
    {
        using var fleet = new Fleet(server, hosts: 1, devices: 1);
        var plan = Compile(Spec.Replace("STEPS", "1").Replace("SEEDS", string.Join(", ", Enumerable.Range(0, 300))));
        Submit(fleet.Database, plan);
        fleet.Until("select not exists (select 1 from pivot.run where state in ('active', 'ending'))");
        var (statements, transactions, processor) = (fleet.Statements, Transactions(fleet.Database), Process.GetCurrentProcess().TotalProcessorTime + server.ProcessorTime);
        var run = Submit(fleet.Database, plan);
        fleet.Until("select not exists (select 1 from pivot.run where state in ('active', 'ending'))");
        var seconds = fleet.Database.Scalar<double>("select extract(epoch from max(ended_at) - min(claimed_at))::float8 from pivot.stage where run_id = @run", default, ("run", run));
        // The server tells its counts half a second late.
        Thread.Sleep(1500);
        var each = plan.Nodes.Count;
        Tell($"{each} stages found done, one host with one worker: {seconds * 1000 / each:0.0} ms by the clock each, {(Process.GetCurrentProcess().TotalProcessorTime + server.ProcessorTime - processor).TotalMilliseconds / each:0.0} ms of processor in host and server (limit 50 ms)");
        Tell($"  {(fleet.Statements - statements) / (double)each:0.0} calls of ours and {(Transactions(fleet.Database) - transactions) / (double)each:0.0} transactions in all, Hangfire's included, a stage");
    }

    // Two hosts, 200 stages: the work that the stages themselves measured, by two, against the clock.
    private static void Utilisation(PostgresServer server)
    {
        using var fleet = new Fleet(server, hosts: 2, devices: 1);
        var plan = Compile(Spec.Replace("STEPS", Environment.GetEnvironmentVariable("PIVOT_STEPS") ?? "110").Replace("SEEDS", string.Join(", ", Enumerable.Range(0, 200))));
        var run = Submit(fleet.Database, plan);
        fleet.Until("select not exists (select 1 from pivot.stage where state <> 'done')");
        var (wall, work) = fleet.Database.Query(
            "select extract(epoch from max(s.ended_at) - min(r.submitted_at))::float8, sum(s.seconds) from pivot.stage s join pivot.run r on r.id = s.run_id where r.id = @run",
            r => (r.GetDouble(0), r.GetDouble(1)), default, ("run", run))[0];
        Tell($"two hosts, {plan.Nodes.Count} stages of {work / plan.Nodes.Count:0.00} s: {wall:0.0} s by the clock, ideal {work / 2:0.0} s: {work / 2 / wall:0.0 %} (limit 90 %)");
    }

    private static Plan Compile(string text)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("pivot-measured-").FullName, "measured.yaml");
        File.WriteAllText(file, text);
        var compilation = ExperimentCompiler.Compile(file, [], new Pivot.Runner.Data.Sources.DataInspector(Path.GetDirectoryName(file)!, full: true, count: true));
        return compilation.Plan ?? throw new InvalidOperationException(Pivot.Dsl.Diagnostics.DiagnosticText.Render(compilation.Diagnostics));
    }

    private static Guid Submit(FleetDatabase database, Plan plan) =>
        new Submission(database).Submit(new SubmittedRun { Plan = plan, Folder = plan.Name, Counted = _ => null, By = "benchmark" }, default)!.Value;

    private static long Transactions(FleetDatabase database) => database.Scalar<long>("select xact_commit from pg_stat_database where datname = current_database()", default);

    private static void Tell(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    // Hosts of this process on a database and a store of their own.
    private sealed class Fleet : IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly List<(FleetHost Host, FleetDatabase Database, Thread Thread)> _hosts = [];
        private readonly string _store = Directory.CreateTempSubdirectory("pivot-measured-store-").FullName;

        public Fleet(PostgresServer server, int hosts, int devices)
        {
            var connection = server.CreateFleetDatabase();
            Database = new FleetDatabase(connection);
            for (var i = 0; i < hosts; i++)
            {
                var database = new FleetDatabase(connection);
                var host = new FleetHost(
                    new HostSettings
                    {
                        Name = $"host{i}", Devices = [.. Enumerable.Repeat(new HostDevice("cpu", 1L << 33), devices)], Store = _store, Threads = 1, StageProcess = StageProcessStart.Info,
                    }, database, TextWriter.Null, text => text);
                var thread = new Thread(() => host.Run(_stop.Token));
                thread.Start();
                _hosts.Add((host, database, thread));
            }
            // Until libtorch is loaded in the stage processes.
            Until($"select count(*) >= {hosts} from pivot.host");
            Thread.Sleep(5000);
        }

        public FleetDatabase Database { get; }

        public long Statements => _hosts.Sum(h => h.Database.Statements);

        public void Until(string sql)
        {
            while (!Database.Scalar<bool>(sql, default)) Thread.Sleep(20);
        }

        public void Dispose()
        {
            _stop.Cancel();
            foreach (var (host, database, thread) in _hosts)
            {
                thread.Join();
                host.Dispose();
                database.Dispose();
            }
            Database.Dispose();
            Directory.Delete(_store, recursive: true);
        }
    }
}
