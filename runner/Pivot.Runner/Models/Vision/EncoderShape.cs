using Pivot.Runner.Models.Layers;

namespace Pivot.Runner.Models.Vision;

/// <summary>What a stack of blocks is, and how its matrices are drawn.</summary>
/// <param name="NumLayers">Number of blocks.</param>
/// <param name="EmbedDim">D: width of the residual stream.</param>
/// <param name="MlpDim">Width of the MLP.</param>
/// <param name="NumHeads">Attention heads; divides D.</param>
/// <param name="LayerNormEps">Added to the variance.</param>
/// <param name="Activation">Inside the MLP.</param>
/// <param name="Query">Law of the query, key and value matrices.</param>
/// <param name="AttentionOutput">Law of what attention writes into the stream.</param>
/// <param name="First">Law of the MLP's first matrix.</param>
/// <param name="Second">Law of the MLP's second matrix.</param>
internal sealed record EncoderShape(
    int NumLayers, int EmbedDim, int MlpDim, int NumHeads, double LayerNormEps, Activation Activation,
    WeightLaw Query, WeightLaw AttentionOutput, WeightLaw First, WeightLaw Second)
{
    /// <summary>SigLIP's: every matrix uniform (big_vision, models/vit.py).</summary>
    public static EncoderShape Siglip(int numLayers, int embedDim, int mlpDim, int numHeads, double layerNormEps, Activation activation) => new(
        numLayers, embedDim, mlpDim, numHeads, layerNormEps, activation,
        WeightLaw.XavierUniform, WeightLaw.XavierUniform, WeightLaw.XavierUniform, WeightLaw.XavierUniform);

    /// <summary>
    /// CLIP's, as its authors draw it (openai/CLIP, clip/model.py, initialize_parameters): standard deviations D^-1/2, D^-1/2 (2 layers)^-1/2,
    /// (2 D)^-1/2 and D^-1/2 (2 layers)^-1/2. HuggingFace has the first two swapped.
    /// </summary>
    public static EncoderShape Clip(int numLayers, int embedDim, int mlpDim, int numHeads, double layerNormEps, Activation activation)
    {
        var residual = 1 / Math.Sqrt(2.0 * Math.Max(numLayers, 1) * embedDim);
        return new(
            numLayers, embedDim, mlpDim, numHeads, layerNormEps, activation,
            WeightLaw.LecunNormal, WeightLaw.Normal(residual), WeightLaw.Normal(1 / Math.Sqrt(2.0 * embedDim)), WeightLaw.Normal(residual));
    }
}
