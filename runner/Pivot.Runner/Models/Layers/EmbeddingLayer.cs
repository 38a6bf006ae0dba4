using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Layers;

/// <summary>A table of vectors. Parameter: <c>weight</c> [V, D].</summary>
public sealed class EmbeddingLayer : nn.Module<Tensor, Tensor>, IWeightLaws
{
    private readonly Parameter weight;
    private readonly WeightLaw law;
    private readonly int embedDim;

    /// <summary>Makes the table, all zeros.</summary>
    /// <param name="count">V: number of vectors.</param>
    /// <param name="embedDim">D: width of a vector.</param>
    /// <param name="law">How the table is drawn.</param>
    /// <param name="device">Where the parameter lives; null is the CPU.</param>
    public EmbeddingLayer(int count, int embedDim, WeightLaw law, Device? device = null) : base(nameof(EmbeddingLayer))
    {
        weight = NewParameter.Zeros(device, count, embedDim);
        this.law = law;
        this.embedDim = embedDim;
        RegisterComponents();
    }

    /// <summary>The table, [V, D].</summary>
    public Parameter Weight => weight;

    /// <inheritdoc/>
    public IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws => [(nameof(weight), weight, law)];

    /// <summary>Looks up ids, int64 [B, T] in 0..V-1, giving [B, T, D].</summary>
    public override Tensor forward(Tensor ids) =>
        weight.index_select(0, ids.reshape(-1)).view(ids.size(0), -1, embedDim); // [B, T, D]
}
