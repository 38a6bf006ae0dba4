using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Linear, activation, Linear.</summary>
internal sealed class EncoderMlp : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "fc1")] private readonly LinearLayer first;
    [ComponentName(Name = "fc2")] private readonly LinearLayer second;
    private readonly Activation activation;

    public EncoderMlp(EncoderShape shape, Device? device) : base(nameof(EncoderMlp))
    {
        activation = shape.Activation;
        first = new LinearLayer(shape.EmbedDim, shape.MlpDim, shape.First, device: device);
        second = new LinearLayer(shape.MlpDim, shape.EmbedDim, shape.Second, device: device);
        RegisterComponents();
    }

    /// <summary>Maps [..., D] to [..., D].</summary>
    public override Tensor forward(Tensor hidden) => second.call(activation.Apply(first.call(hidden)));
}
