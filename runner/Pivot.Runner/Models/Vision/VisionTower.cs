using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Vision;

/// <summary>Reads images: what a multimodal model and a probe need of a vision tower, whatever its architecture.</summary>
/// <remarks>
/// Shapes: B images, C channels, H and W pixels, N prefix tokens (class token, registers), P patches in row order, D width. Returned tensors belong to the
/// caller's dispose scope.
/// </remarks>
/// <param name="name">The module's name.</param>
public abstract class VisionTower(string name) : nn.Module(name)
{
    /// <summary>The tower's sizes.</summary>
    public abstract VisionShape Shape { get; }

    /// <summary>
    /// HuggingFace's hidden_states[layer]: 0 the embeddings, n the output of block n - 1; -1 the last block's output, before the last norm.
    /// </summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="layer">Which state, -NumLayers - 1 .. NumLayers. Blocks after it are not run.</param>
    /// <param name="interpolatePositions">Take images of another size by interpolation of the positions, as the architecture's original does it.</param>
    /// <returns>[B, N + P, D].</returns>
    /// <exception cref="ArgumentException">The pixels have another size than the tower's.</exception>
    public abstract Tensor HiddenState(Tensor pixelValues, int layer, bool interpolatePositions = false);

    /// <summary>HuggingFace's last_hidden_state; whether the last norm is in it, the architecture says.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="interpolatePositions">Take images of another size.</param>
    /// <returns>[B, N + P, D].</returns>
    /// <exception cref="ArgumentException">The pixels have another size than the tower's.</exception>
    public abstract Tensor LastHiddenState(Tensor pixelValues, bool interpolatePositions = false);

    /// <summary>One vector an image, HuggingFace's pooler_output.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="interpolatePositions">Take images of another size.</param>
    /// <returns>[B, D].</returns>
    /// <exception cref="InvalidOperationException">The tower has no pooling head.</exception>
    /// <exception cref="ArgumentException">The pixels have another size than the tower's.</exception>
    public abstract Tensor Pooled(Tensor pixelValues, bool interpolatePositions = false);

    /// <summary>Who looks at whom in one block, HuggingFace's attentions[block]: rows add up to one.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="block">Which block, 0 .. NumLayers - 1.</param>
    /// <param name="interpolatePositions">Take images of another size.</param>
    /// <returns>[B, heads, N + P, N + P].</returns>
    /// <exception cref="ArgumentException">The pixels have another size than the tower's, or there is no such block.</exception>
    public abstract Tensor Attention(Tensor pixelValues, int block, bool interpolatePositions = false);

    /// <summary>The patches' part of <see cref="HiddenState"/>: what LLaVA's select strategy <c>default</c> keeps.</summary>
    /// <param name="pixelValues">Normalised pixels, float [B, C, H, W].</param>
    /// <param name="layer">Which state.</param>
    /// <param name="interpolatePositions">Take images of another size.</param>
    /// <returns>[B, P, D].</returns>
    public Tensor PatchFeatures(Tensor pixelValues, int layer, bool interpolatePositions = false)
    {
        var state = HiddenState(pixelValues, layer, interpolatePositions); // [B, N + P, D]
        return Shape.PrefixTokens == 0 ? state : state.narrow(1, Shape.PrefixTokens, state.size(1) - Shape.PrefixTokens);
    }
}
