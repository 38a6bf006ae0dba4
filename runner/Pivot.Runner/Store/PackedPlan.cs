using System.IO.Compression;
using System.Text.Json;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Store;

/// <summary>A plan as bytes, for a place that is no file: <c>plan.json</c>, gzip.</summary>
public static class PackedPlan
{
    /// <summary>Packs a plan.</summary>
    public static byte[] Pack(Plan plan)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) JsonSerializer.Serialize(gzip, plan, PlanFile.Options);
        return packed.ToArray();
    }

    /// <summary>Reads it back.</summary>
    /// <exception cref="JsonException">It was written by another version of the program.</exception>
    public static Plan Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<Plan>(gzip, PlanFile.Options) ?? throw new JsonException("the plan is empty");
    }
}
