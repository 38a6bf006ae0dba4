using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Adapters;

/// <summary>
/// A low-rank change of one linear layer: alpha / r B A dropout(x). Hu et al. 2021, https://arxiv.org/abs/2106.09685, equation 3. It starts as no change: B is zero, A
/// is drawn as PEFT draws it, uniformly within one over the root of the input's width.
/// </summary>
/// <remarks>
/// Not a torch module: the layer refers to it and does not own it, so that a model's parameters are the same with and without. Shapes: r rank.
/// </remarks>
public sealed class LowRankAdapter : IDisposable
{
    private readonly LinearLayer layer;
    private readonly AdapterNoise noise;
    private readonly double scale;
    private readonly double dropout;

    internal LowRankAdapter(string name, LinearLayer layer, AdapterShape shape, AdapterNoise noise)
    {
        (Name, this.layer, this.noise) = (name, layer, noise);
        (scale, dropout) = (shape.Alpha / shape.Rank, shape.Dropout);
        long outputs = layer.Weight.size(0), inputs = layer.Weight.size(1);
        var device = layer.Weight.device;
        Down = NewParameter.Zeros(device, shape.Rank, inputs);
        Up = NewParameter.Zeros(device, outputs, shape.Rank);
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var generator = new Generator(Initializer.SeedOf(noise.Seed, name), CPU);
        Down.copy_((rand(Down.shape, generator: generator) * 2 - 1) * (float)(1 / Math.Sqrt(inputs)));
    }

    /// <summary>The layer's name in the model, such as <c>language_model.model.layers.0.self_attn.q_proj</c>.</summary>
    public string Name { get; }

    /// <summary>A, [r, in]: PEFT's lora_A.</summary>
    public Parameter Down { get; }

    /// <summary>B, [out, r]: PEFT's lora_B.</summary>
    public Parameter Up { get; }

    /// <summary>What is added to the layer's output.</summary>
    /// <param name="input">[..., in].</param>
    /// <returns>[..., out].</returns>
    internal Tensor Change(Tensor input)
    {
        var kept = dropout > 0 && is_grad_enabled() ? Drop(input) : input;
        return nn.functional.linear(nn.functional.linear(kept, Down), Up) * scale;
    }

    /// <summary>Adds the change to the layer's matrix.</summary>
    internal void Merge()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        layer.Weight.add_(Up.mm(Down) * scale);
        layer.Adapter = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (layer.Adapter == this) layer.Adapter = null;
        Down.Dispose();
        Up.Dispose();
    }

    // Of its own for each layer and micro-batch: a training that goes on draws what a quiet one would have drawn.
    private Tensor Drop(Tensor input)
    {
        using var generator = new Generator(Initializer.SeedOf(noise.Seed, $"{Name}\n{noise.Step}\n{noise.MicroBatch}"), input.device);
        var kept = rand(input.shape, device: input.device, generator: generator).ge(dropout).to(input.dtype);
        return input * kept / (1 - dropout);
    }
}
