using System.Text.RegularExpressions;
using Pivot.Runner.Preflight;
using Pivot.Runner.Queue.Hosts;
using Pivot.Runner.Store;

namespace Pivot.Runner.Cli;

/// <summary>The devices that a host lends.</summary>
internal static partial class HostDevices
{
    /// <summary>Reads <c>--devices</c>.</summary>
    /// <param name="text">The list, or null for what there is.</param>
    /// <exception cref="HostException">It names what is not there.</exception>
    public static IReadOnlyList<HostDevice> Read(string? text)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var (gpus, problem) = text is null || text.Contains("cuda", StringComparison.Ordinal) ? NvidiaDevices.Read() : ([], null);
        if (text is null) return gpus.Count == 0 ? [new HostDevice("cpu", memory)] : [.. gpus.Select((gpu, i) => new HostDevice($"cuda:{i}", gpu.TotalBytes))];
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0) throw new HostException("--devices names no device: cpu, or cuda:0,cuda:1");
        return [.. names.Select(name =>
        {
            if (name == "cpu") return new HostDevice(name, memory / names.Count(n => n == "cpu"));
            if (Cuda().Match(name) is not { Success: true } match) throw new HostException($"--devices has {name}: a device is cpu or cuda:N");
            if (names.Count(n => n == name) > 1) throw new HostException($"--devices has {name} twice: a GPU does one stage at a time");
            var number = int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (number >= gpus.Count) throw new HostException($"the device {name} is not there: {problem ?? $"this host has {gpus.Count} GPUs"}");
            return new HostDevice(name, gpus[number].TotalBytes);
        })];
    }

    [GeneratedRegex("^cuda:([0-9]{1,2})$")]
    private static partial Regex Cuda();
}
