using System.Reflection;
using System.Runtime.InteropServices;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>What this host is. Loads no native code, so that a run that finds everything done stays quick.</summary>
public static class HostProbe
{
    /// <summary>This host, as it stands in records and reports.</summary>
    /// <param name="device">The device that tensors will live on, in torch's words: <c>cpu</c>, <c>cuda:0</c>.</param>
    public static HostInfo Current(string device = "cpu") => new(
        Name: Environment.MachineName,
        Processor: Processor(),
        Cores: Environment.ProcessorCount,
        MemoryGiB: Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30), 1),
        Device: device,
        OperatingSystem: RuntimeInformation.OSDescription,
        Runtime: RuntimeInformation.FrameworkDescription,
        Pivot: Version(typeof(HostProbe).Assembly),
        Torch: TorchVersion.Libtorch);

    private static string Processor()
    {
        const string field = "model name";
        if (File.Exists("/proc/cpuinfo"))
            foreach (var line in File.ReadLines("/proc/cpuinfo"))
                if (line.StartsWith(field, StringComparison.Ordinal)) return line[(line.IndexOf(':') + 1)..].Trim();
        return RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
