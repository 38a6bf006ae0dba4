using System.Globalization;
using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue;

/// <summary>
/// Queues are what a stage needs, not who does it: <c>any</c> device, <c>cpu</c> or <c>gpu</c>, and for <c>run.memory</c> the smallest class of memory that it
/// fits: <c>gpu-24g</c>. A host serves every queue whose needs its device meets.
/// </summary>
public static class QueueNames
{
    /// <summary>Classes of memory in GB (10^9 bytes), those of the cards there are.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [8, 12, 16, 24, 32, 40, 48, 64, 80, 96, 128, 141, 192, 256, 512, 1024];

    private const long Gigabyte = 1_000_000_000;

    /// <summary>The queue of a run's stages.</summary>
    /// <exception cref="HostException">No device can meet what the spec asks for.</exception>
    public static string Of(RunSpec run)
    {
        if (run.Gpus > 1) throw new HostException($"run.gpus is {run.Gpus}: a stage runs on one device; run the arms side by side on several instead (gpus: 1)");
        var device = run.Gpus switch { null => "any", 0 => "cpu", _ => "gpu" };
        if (run.Memory is not { } bytes) return device;
        var size = Sizes.FirstOrDefault(s => s * Gigabyte >= bytes);
        if (size == 0) throw new HostException(string.Create(CultureInfo.InvariantCulture, $"run.memory is {bytes / (double)Gigabyte:0} GB: the largest class of devices has {Sizes[^1]} GB"));
        return $"{device}-{size}g";
    }

    /// <summary>The queues that a device serves.</summary>
    /// <param name="device">In torch's words: <c>cpu</c>, <c>cuda:0</c>.</param>
    /// <param name="bytes">Its memory in all; for <c>cpu</c> the host's. A card sold as 24 GB reports a little less or more.</param>
    public static IReadOnlyList<string> Of(string device, long bytes)
    {
        string[] kinds = ["any", device == "cpu" ? "cpu" : "gpu"];
        return [.. kinds, .. kinds.SelectMany(k => Sizes.Where(s => s * Gigabyte <= bytes * 1.02).Select(s => $"{k}-{s}g"))];
    }
}
