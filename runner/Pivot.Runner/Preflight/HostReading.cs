using System.Globalization;

namespace Pivot.Runner.Preflight;

/// <summary>Reads the facts of this host.</summary>
public static class HostReading
{
    /// <summary>What is free here and now.</summary>
    /// <param name="storeRoot">The store's folder, which need not be there yet.</param>
    /// <param name="device">The device in torch's words.</param>
    /// <param name="gpus">GPUs a stage needs at least, 0 for none.</param>
    public static HostFacts Read(string storeRoot, string device, int gpus)
    {
        var disk = FreeDisk(storeRoot);
        if (!device.StartsWith("cuda", StringComparison.Ordinal)) return new HostFacts(device, null, FreeMemory(), disk, storeRoot);
        var (found, problem) = NvidiaDevices.Read();
        if (problem is not null) return new HostFacts(device, problem, null, disk, storeRoot);
        var number = device.Contains(':') ? int.Parse(device[(device.IndexOf(':') + 1)..], CultureInfo.InvariantCulture) : 0;
        if (number >= found.Count || gpus > found.Count)
        {
            var there = found.Count == 1 ? $"one GPU, cuda:0 ({found[0].Name})" : $"{found.Count} GPUs, cuda:0 to cuda:{found.Count - 1}";
            return new HostFacts(device, $"this host has {there}", null, disk, storeRoot);
        }
        return new HostFacts(device, null, found[number].FreeBytes, disk, storeRoot);
    }

    /// <summary>Bytes free for this user on the disk that a folder lies or will lie on, or null where that cannot be told.</summary>
    public static long? FreeDisk(string folder)
    {
        try
        {
            var there = Path.GetFullPath(folder);
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above) there = above;
            return new DriveInfo(there).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // What can be had without swapping, within the limit of a container.
    private static long? FreeMemory()
    {
        const string field = "MemAvailable:";
        var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (!File.Exists("/proc/meminfo")) return limit;
        foreach (var line in File.ReadLines("/proc/meminfo"))
        {
            if (!line.StartsWith(field, StringComparison.Ordinal)) continue;
            var kibibytes = long.Parse(line[field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
            return Math.Min(limit, kibibytes << 10);
        }
        return limit;
    }
}
