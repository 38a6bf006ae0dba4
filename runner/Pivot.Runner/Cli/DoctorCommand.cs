using System.CommandLine;
using System.Globalization;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans.Printing;
using Pivot.Runner.Execution;
using Pivot.Runner.Preflight;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot doctor</c>: what this host has, and whether it is fit; and how the fleet is whose database is named.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        var store = CommonOptions.Store();
        var storage = FleetStorage.Option();
        var command = new Command("doctor", "Shows what this host has and whether it is fit to run experiments, and what is not well with the fleet.") { store, storage };
        command.SetAction(parsed => Run(ArtifactStore.Open(parsed.GetValue(store)), DatabaseCheck.Locate(parsed.GetValue(storage))));
        return command;
    }

    private static int Run(ArtifactStore store, (string Connection, string Source)? storage)
    {
        var host = HostProbe.Current();
        Console.WriteLine($"pivot     {host.Pivot}");
        Console.WriteLine($"system    {host.OperatingSystem}, {host.Runtime}");
        Console.WriteLine($"processor {host.Processor}, {Words.Count(host.Cores, "core")}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory    {host.MemoryGiB:0.0} GiB"));
        var (gpus, none) = NvidiaDevices.Read();
        for (var i = 0; i < gpus.Count; i++)
            Console.WriteLine($"device    cuda:{i}, {gpus[i].Name}, {Amounts.Bytes(gpus[i].FreeBytes)} of {Amounts.Bytes(gpus[i].TotalBytes)} free");
        if (none is not null) Console.WriteLine($"device    cpu alone: {none}");
        if (HostReading.FreeDisk(store.Root) is { } free) Console.WriteLine($"disk      {Amounts.Bytes(free)} free where the store is");
        var fit = Check($"torch     {host.Torch}", () => TorchHost.Load()) & Check($"store     {store.Name}", store.RequireWritable) & Database(storage);
        return fit ? ExitCodes.Done : ExitCodes.Unfit;
    }

    private static bool Database((string Connection, string Source)? storage)
    {
        if (storage is not { } named)
        {
            Console.WriteLine("database  none named, the queue is in memory: ok");
            return true;
        }
        var found = new DiagnosticBag();
        var shown = DatabaseCheck.Check(named.Connection, named.Source, found);
        Console.WriteLine($"database  {shown}: {(found.HasErrors ? "not fit" : "ok")}");
        Console.Error.Write(DiagnosticText.Render(found));
        return !found.HasErrors && FleetDoctor.Look(named.Connection);
    }

    private static bool Check(string what, Action check)
    {
        try
        {
            check();
            Console.WriteLine($"{what}: ok");
            return true;
        }
        catch (HostException e)
        {
            Console.WriteLine($"{what}: not fit");
            Console.Error.WriteLine($"error: {e.Message}");
            return false;
        }
    }
}
