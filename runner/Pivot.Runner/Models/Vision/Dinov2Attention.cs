using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Self-attention and its output layer: <c>attention.*</c>, <c>output.*</c>.</summary>
internal sealed class Dinov2Attention : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "attention")] private readonly Dinov2SelfAttention attention;
    [ComponentName(Name = "output")] private readonly Dinov2AttentionOutput output;

    public Dinov2Attention(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2Attention))
    {
        attention = new Dinov2SelfAttention(shape, device);
        output = new Dinov2AttentionOutput(shape, device);
        RegisterComponents();
    }

    /// <summary>Maps [B, T, D] to [B, T, D].</summary>
    public override Tensor forward(Tensor hidden) => output.call(attention.call(hidden));

    /// <summary>[B, T, D] to [B, H, T, T].</summary>
    public Tensor Probabilities(Tensor hidden) => attention.Probabilities(hidden);
}
