using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>Speeds taken on trust where nothing was measured: a rate a thread (or a GPU), which the folder's README compares with measured times.</summary>
/// <param name="device">The device in torch's words: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="threads">Threads of a stage, at least 1; of no effect on a GPU.</param>
public sealed class AssumedSpeeds(string device, int threads) : IStageSpeeds
{
    private const double TeraflopsOfAGpu = 10;
    private const double OtherGigaflops = 30;

    /// <summary>Effective GFLOP/s of one thread by kind: what the quickstart's stages reached on an AMD EPYC (Zen 3) with two, libtorch 2.10.</summary>
    private static readonly Dictionary<string, double> GigaflopsAThread = new()
    {
        ["contrastive"] = 40, ["sft"] = 36, ["dpo"] = 40, ["benchmark"] = 40, ["features"] = 33, ["reference_log_probabilities"] = 32,
        ["segmentation_probe"] = 31, ["gradient_map"] = 24, ["linear_probe"] = 1.5, ["knn_probe"] = 1, // the last two are too small to be held up by arithmetic
    };

    /// <inheritdoc/>
    public string Device => OnGpu ? device : $"{device} with {threads} thread{(threads == 1 ? "" : "s")} a stage";

    private bool OnGpu => device.StartsWith("cuda", StringComparison.Ordinal);

    /// <inheritdoc/>
    public StageSpeed Of(PlanNode node, StageCost cost)
    {
        if (OnGpu) return new StageSpeed(TeraflopsOfAGpu * 1e12, $"assumed: a GPU at {TeraflopsOfAGpu} TFLOP/s; nothing was measured on one");
        var each = GigaflopsAThread.GetValueOrDefault(node.Spec.Kind, OtherGigaflops);
        return new StageSpeed(each * threads * 1e9, "assumed: what stages of the kind reach on AMD Zen 3 with small models, 24 to 40 GFLOP/s a thread");
    }
}
