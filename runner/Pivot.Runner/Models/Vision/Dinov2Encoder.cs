using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>The stack of blocks: <c>layer.N.*</c>.</summary>
internal sealed class Dinov2Encoder : nn.Module
{
    [ComponentName(Name = "layer")] private readonly ModuleList<Dinov2Block> blocks;

    public Dinov2Encoder(Dinov2VisionShape shape, Device? device) : base(nameof(Dinov2Encoder))
    {
        blocks = new ModuleList<Dinov2Block>([.. Enumerable.Range(0, shape.NumLayers).Select(_ => new Dinov2Block(shape, device))]);
        RegisterComponents();
    }

    /// <summary>Runs the first <paramref name="count"/> blocks on [B, T, D].</summary>
    public Tensor Run(Tensor hidden, int count)
    {
        for (var index = 0; index < count; index++) hidden = blocks[index].Forward(hidden);
        return hidden;
    }

    /// <summary>The attention of one block on its input [B, T, D], [B, H, T, T].</summary>
    public Tensor Attention(Tensor hidden, int block) => blocks[block].Attention(hidden);
}
