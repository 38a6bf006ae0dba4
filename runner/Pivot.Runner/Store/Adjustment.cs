using System.Numerics;
using System.Text.Json.Serialization;

namespace Pivot.Runner.Store;

/// <summary>
/// That a training stage was done in smaller micro-batches than its spec asks for, because the device had no more memory
/// (<c>run.out_of_memory: halve</c>). Its key is that of what was asked: the update is the same sum, up to rounding.
/// </summary>
/// <param name="Accumulate">Micro-batches an update was made of in the end; where a checkpoint was gone on from, the steps before it had fewer.</param>
/// <param name="Asked">Micro-batches an update was to be made of.</param>
/// <param name="Why">What stood against it, as told in the report: <c>out of memory on cuda:0</c>.</param>
public sealed record Adjustment(int Accumulate, int Asked, string Why)
{
    /// <summary>How often the micro-batch was halved.</summary>
    [JsonIgnore]
    public int Times => BitOperations.Log2((uint)Math.Max(1, Accumulate / Math.Max(1, Asked)));

    /// <summary>How it was done, in words: <c>with accumulate 4 instead of 1</c>.</summary>
    [JsonIgnore]
    public string Instead => $"with accumulate {Accumulate} instead of {Asked}";
}
