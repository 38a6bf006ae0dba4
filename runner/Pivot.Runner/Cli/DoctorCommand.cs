using System.CommandLine;
using System.Globalization;
using Pivot.Runner.Execution;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary><c>pivot doctor</c>: what this host has, and whether it is fit.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        var store = CommonOptions.Store();
        var command = new Command("doctor", "Shows what this host has and whether it is fit to run experiments.") { store };
        command.SetAction(parsed => Run(new ArtifactStore(ArtifactStore.Locate(parsed.GetValue(store)))));
        return command;
    }

    private static int Run(ArtifactStore store)
    {
        var host = HostProbe.Current();
        Console.WriteLine($"pivot     {host.Pivot}");
        Console.WriteLine($"system    {host.OperatingSystem}, {host.Runtime}");
        Console.WriteLine($"processor {host.Processor}, {Words.Count(host.Cores, "core")}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory    {host.MemoryGiB:0.0} GiB"));
        var fit = Check($"torch     {host.Torch}", () => TorchHost.Load()) & Check($"store     {store.Root}", store.RequireWritable);
        return fit ? ExitCodes.Done : ExitCodes.Unfit;
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
