using System.CommandLine;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Dashboard;
using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Database;
using Pivot.Runner.Queue.Hosts;
using Pivot.Runner.Queue.Ledger;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot host</c>: serves the shared queue with this machine's devices until it is stopped.</summary>
internal static class HostCommand
{
    // A database that restarts is waited for; work goes on meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static Command Build()
    {
        var store = CommonOptions.Store();
        var storage = FleetStorage.Option();
        var dashboard = new DashboardOptions();
        var devices = new Option<string>("--devices") { Description = "One worker each, in torch's words: cpu, cuda:0,cuda:1. Default: every GPU there is, otherwise cpu.", HelpName = "LIST" };
        var name = new Option<string>("--name") { Description = "The host's name. Default: the machine's.", HelpName = "NAME", DefaultValueFactory = _ => Environment.MachineName };
        var threads = CommonOptions.Count("--threads", "Threads per stage. Default: the cores by the devices, at most 4. The same numbers bit for bit need the same number on every host.");
        var allow = new Option<string[]>("--allow") { Description = "A folder that stages may read data and models from; repeatable. Default: all.", HelpName = "DIR", DefaultValueFactory = _ => [] };
        var lease = DurationOption.Build("--lease", TimeSpan.FromSeconds(90), "How long this host may be silent before its stages are taken over.");
        var pause = DurationOption.Build("--retry-pause", TimeSpan.FromSeconds(30), "The first pause before a failed stage is tried again; later ones are four times as long each.");
        var stop = DurationOption.Build("--drain", TimeSpan.FromMinutes(2), "How long a stage may take to write its checkpoint when it is asked to stop.");
        var stall = DurationOption.Build("--stall", TimeSpan.FromMinutes(30), "A stage that tells no progress for that long is killed.");
        var failures = CommonOptions.Count("--quarantine-after", "Stages in a row that may fail for what this host lacks before it takes no more. Default: 3.");
        var perProcess = CommonOptions.Count("--stages-per-process", "Stages that one stage process does. Default: 50 on cpu, 1 with GPUs, whose memory only a process's end frees for certain.");
        var command = new Command("host", "Serves the shared queue with this machine's devices. SIGTERM or Ctrl-C: stages write a checkpoint and are handed back.")
        {
            store, storage, devices, name, threads, allow, lease, pause, stop, stall, failures, perProcess,
        };
        dashboard.AddTo(command);
        command.SetAction(parsed =>
        {
            var found = HostDevices.Read(parsed.GetValue(devices));
            var gpu = found.Any(d => d.Name != "cpu");
            return Run(Storage.Require(parsed.GetValue(storage)), new HostSettings
            {
                Name = parsed.GetRequiredValue(name), Devices = found, Store = Absolute(ArtifactStore.Locate(parsed.GetValue(store))),
                Threads = parsed.GetValue(threads) ?? Math.Clamp(Environment.ProcessorCount / found.Count, 1, 4), StageProcess = StageProcessStart.Info,
                AllowedRoots = [.. parsed.GetRequiredValue(allow).Select(Path.GetFullPath)], Lease = parsed.GetValue(lease), RetryPause = parsed.GetValue(pause),
                Limits = new StageProcessLimits(parsed.GetValue(stop), parsed.GetValue(stall)), MostFailures = parsed.GetValue(failures) ?? 3,
                StagesPerProcess = parsed.GetValue(perProcess) ?? (gpu ? 1 : 50),
            }, log => dashboard.Read(parsed, log));
        });
        return command;
    }

    private static int Run(string connection, HostSettings settings, Func<Action<string>, DashboardSettings?> dashboard)
    {
        TrustedTypes.Install();
        using var database = new FleetDatabase(connection, Patience);
        Migrations.Up(database);
        var store = ArtifactStore.Open(settings.Store);
        store.RequireWritable();
        using var telemetry = TelemetryExport.Start();
        using var interruption = new Interruption();
        using var host = new FleetHost(settings, database, Console.Out, Redaction.Of);
        using var pages = dashboard(host.Log.Tell) is { } served ? DashboardServer.Start(served, new DashboardFleet(database, store, new RunControl(database), host.Jobs)) : null;
        if (pages is not null) host.Log.Tell($"the fleet's pages are at {pages.Url}");
        host.Run(interruption.Token);
        return ExitCodes.Done;
    }

    private static string Absolute(string store) => store.Contains("://", StringComparison.Ordinal) ? store : Path.GetFullPath(store);
}
