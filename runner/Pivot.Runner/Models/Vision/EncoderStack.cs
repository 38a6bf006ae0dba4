using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>The stack of blocks that the vision and text towers of SigLIP and CLIP share: <c>layers.N.*</c>.</summary>
internal sealed class EncoderStack : nn.Module
{
    [ComponentName(Name = "layers")] private readonly ModuleList<EncoderBlock> layers;

    public EncoderStack(EncoderShape shape, Device? device) : base(nameof(EncoderStack))
    {
        layers = new ModuleList<EncoderBlock>([.. Enumerable.Range(0, shape.NumLayers).Select(_ => new EncoderBlock(shape, device))]);
        RegisterComponents();
    }

    /// <summary>Runs the first <paramref name="count"/> blocks on [B, T, D].</summary>
    public Tensor Run(Tensor hidden, int count, Tensor? additiveMask = null)
    {
        for (var index = 0; index < count; index++) hidden = layers[index].Forward(hidden, additiveMask);
        return hidden;
    }

    /// <summary>The attention of one block on its input [B, T, D], [B, H, T, T].</summary>
    public Tensor Attention(Tensor hidden, int block) => layers[block].Attention(hidden);
}
