using System.Globalization;
using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Forecasts;

/// <summary>Speeds taken on trust where nothing was measured: a rate a thread (or a GPU), which the folder's README compares with measured times.</summary>
/// <param name="device">The device in torch's words: <c>cpu</c>, <c>cuda:0</c>.</param>
/// <param name="threads">Threads of a stage, at least 1; of no effect on a GPU.</param>
public sealed class AssumedSpeeds(string device, int threads) : IStageSpeeds
{
    private const double GigaflopsOfAGpu = 10_000;

    /// <summary>Effective GFLOP/s of one thread by kind: of the quickstart's stages on an AMD EPYC (Zen 3), libtorch 2.10.</summary>
    private static readonly Dictionary<string, double> GigaflopsAThread = new()
    {
        ["contrastive"] = 20,
    };

    private const double OtherGigaflops = 20;

    /// <inheritdoc/>
    public string Device => OnGpu ? device : $"{device} with {threads} thread{(threads == 1 ? "" : "s")} a stage";

    private bool OnGpu => device.StartsWith("cuda", StringComparison.Ordinal);

    /// <inheritdoc/>
    public StageSpeed Of(PlanNode node, StageCost cost)
    {
        if (OnGpu) return new StageSpeed(GigaflopsOfAGpu * 1e9, "assumed: a GPU at 10 TFLOP/s");
        var each = GigaflopsAThread.GetValueOrDefault(node.Spec.Kind, OtherGigaflops);
        return new StageSpeed(each * threads * 1e9, string.Create(CultureInfo.InvariantCulture, $"assumed: {threads} threads x {each} GFLOP/s"));
    }
}
