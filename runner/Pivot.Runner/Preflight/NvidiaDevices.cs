using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Pivot.Runner.Preflight;

/// <summary>Asks the driver's own tool for the GPUs of this host: no native code is loaded for it.</summary>
public static class NvidiaDevices
{
    private const string Tool = "nvidia-smi";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>The GPUs in the order of their numbers, or why none can be seen.</summary>
    public static (IReadOnlyList<NvidiaDevice> Devices, string? Problem) Read()
    {
        var start = new ProcessStartInfo(Tool, ["--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Longest))
            {
                process.Kill();
                return ([], $"{Tool} did not answer in {Longest.TotalSeconds:0} s");
            }
            return process.ExitCode == 0 ? Parse(output.Result) : ([], $"{Tool} says: {output.Result.Trim().Split('\n')[0]}");
        }
        catch (Win32Exception)
        {
            return ([], $"{Tool} is not there, so no NVIDIA driver is installed");
        }
    }

    /// <summary>Reads the tool's lines: name, MiB in all, MiB free.</summary>
    internal static (IReadOnlyList<NvidiaDevice> Devices, string? Problem) Parse(string output)
    {
        var devices = new List<NvidiaDevice>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(',', StringSplitOptions.TrimEntries) is not [var name, var total, var free] || !Mebibytes(total, out var all) || !Mebibytes(free, out var left))
                return ([], $"{Tool} answers what cannot be read: {line}");
            devices.Add(new NvidiaDevice(name, all, left));
        }
        return devices.Count > 0 ? (devices, null) : ([], $"{Tool} sees no GPU");
    }

    private static bool Mebibytes(string text, out long bytes)
    {
        var read = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes);
        bytes = mebibytes << 20;
        return read;
    }
}
