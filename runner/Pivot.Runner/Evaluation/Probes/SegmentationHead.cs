using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// Class scores of single patches: Linear - GELU - Linear, or one Linear layer, on features standardised by the training split's
/// statistics. Its weights come from its own generator: U(-1/sqrt(fan in), 1/sqrt(fan in)), torch's default for linear layers.
/// </summary>
/// <remarks>Everything it holds is outside dispose scopes and freed by <see cref="Dispose"/>.</remarks>
internal sealed class SegmentationHead : IDisposable
{
    private readonly Tensor mean; // [D]
    private readonly Tensor inverseDeviation; // [D]
    private readonly List<(Parameter Weight, Parameter Bias)> layers = [];

    /// <summary>Creates the head on a device; hidden width 0 makes it linear.</summary>
    public SegmentationHead(Tensor mean, Tensor deviation, int hidden, int classes, int seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed, CPU);
        this.mean = mean.to(device, copy: true).DetachFromDisposeScope();
        // A channel that never varies carries nothing; 1 keeps it at 0 instead of dividing by 0.
        var divisor = deviation.where(deviation > 1e-6, ones_like(deviation));
        inverseDeviation = divisor.reciprocal().to(device, copy: true).DetachFromDisposeScope();
        var embedDim = mean.shape[0];
        long[] widths = hidden > 0 ? [embedDim, hidden, classes] : [embedDim, classes];
        for (var i = 0; i + 1 < widths.Length; i++)
            layers.Add((Draw([widths[i + 1], widths[i]], widths[i]), Draw([widths[i + 1]], widths[i])));

        Parameter Draw(long[] shape, long fanIn)
        {
            var parameter = new Parameter(((rand(shape, generator: generator) * 2 - 1) / Math.Sqrt(fanIn)).to(device));
            parameter.DetachFromDisposeScope();
            return parameter;
        }
    }

    /// <summary>What is trained.</summary>
    public IEnumerable<Parameter> Parameters => layers.SelectMany(l => new[] { l.Weight, l.Bias });

    /// <summary>Features [B, P, D] to logits [B, P, C].</summary>
    public Tensor Logits(Tensor features)
    {
        var x = (features - mean) * inverseDeviation;
        for (var i = 0; i < layers.Count; i++)
        {
            if (i > 0) x = nn.functional.gelu(x);
            x = nn.functional.linear(x, layers[i].Weight, layers[i].Bias);
        }
        return x;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mean.Dispose();
        inverseDeviation.Dispose();
        foreach (var parameter in Parameters) parameter.Dispose();
    }
}
