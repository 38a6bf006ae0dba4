using Pivot.Runner.Models.Layers;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Tokens to vectors, plus a learned position each: <c>token_embedding.weight</c>, <c>position_embedding.weight</c>.</summary>
internal sealed class TextEmbeddings : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = "token_embedding")] private readonly EmbeddingLayer tokens;
    [ComponentName(Name = "position_embedding")] private readonly EmbeddingLayer positions;
    private readonly int maxPositions;

    public TextEmbeddings(TextShape shape, WeightLaw tokenLaw, WeightLaw positionLaw, Device? device) : base(nameof(TextEmbeddings))
    {
        maxPositions = shape.MaxPositions;
        tokens = new EmbeddingLayer(shape.VocabSize, shape.EmbedDim, tokenLaw, device);
        positions = new EmbeddingLayer(shape.MaxPositions, shape.EmbedDim, positionLaw, device);
        RegisterComponents();
    }

    /// <summary>Maps ids [B, L] to [B, L, D].</summary>
    public override Tensor forward(Tensor ids)
    {
        var length = ids.size(1);
        if (length > maxPositions) throw new ArgumentException($"a text of {length} tokens does not fit the text tower's {maxPositions} positions");
        return tokens.call(ids) + positions.Weight.narrow(0, 0, length); // [B, L, D]
    }
}
