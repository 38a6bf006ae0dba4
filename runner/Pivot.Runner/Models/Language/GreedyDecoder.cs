using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>Greedy generation: always the most probable next token. One pass over the prompts, then one token a step from a key-value cache.</summary>
/// <remarks>Shapes: B rows, T tokens of the longest prompt, D width, n rows still going.</remarks>
public static class GreedyDecoder
{
    /// <summary>Continues prompts given as vectors, so that an image's projected features are computed once and placed in many prompts.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="promptEmbeddings">The prompts' vectors, padded on the LEFT, [B, T, D].</param>
    /// <param name="promptMask">True at real tokens, bool [B, T]; null when no row is padded.</param>
    /// <param name="maxNewTokens">Most tokens to add to a row.</param>
    /// <param name="endToken">Token at which a row ends, or null to always add <paramref name="maxNewTokens"/>.</param>
    /// <param name="cancel">Asked before every step.</param>
    /// <returns>The new tokens of each row, without the end token.</returns>
    /// <exception cref="ArgumentException">A prompt is empty, or padded on the right.</exception>
    public static int[][] Decode(
        Qwen2ForCausalLM model, Tensor promptEmbeddings, Tensor? promptMask, int maxNewTokens, int? endToken, CancellationToken cancel = default)
    {
        throw new NotImplementedException();
    }
}
