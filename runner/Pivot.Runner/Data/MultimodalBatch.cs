using TorchSharp;

namespace Pivot.Runner.Data;

/// <summary>
/// Rows of one image each, followed by text in branches that do not see each other (several questions about the image; two answers to a
/// question). One forward pass serves them all, since the image's tokens are shared.
/// </summary>
/// <remarks>
/// Shapes: B rows, T tokens (image tokens included), N scored tokens, A answers. A scored token is predicted from the hidden state at
/// another position, the one before it in its own branch; <see cref="ScoredFrom"/> names that position, so that no shift is needed and
/// the output head runs on N positions only.
/// </remarks>
public sealed class MultimodalBatch : IDisposable
{
    /// <summary>Normalised pixels, float [B, 3, H, W]; null when <see cref="VisionFeatures"/> are given instead.</summary>
    public torch.Tensor? PixelValues { get; init; }

    /// <summary>Stored features of a frozen tower, float [B, P, D]; null when <see cref="PixelValues"/> are given.</summary>
    public torch.Tensor? VisionFeatures { get; init; }

    /// <summary>Token ids, int64 [B, T]; each row starts with P image tokens.</summary>
    public required torch.Tensor InputIds { get; init; }

    /// <summary>Positions for RoPE, int64 [B, T]; a branch goes on counting where its parent ends.</summary>
    public required torch.Tensor PositionIds { get; init; }

    /// <summary>True where row b's token i may look at token j, bool [B, 1, T, T]; null when plain causal attention gives the same.</summary>
    public torch.Tensor? AttentionMask { get; init; }

    /// <summary>Where each scored token is predicted from: flat index b * T + t, int64 [N].</summary>
    public required torch.Tensor ScoredFrom { get; init; }

    /// <summary>The scored tokens' ids, int64 [N].</summary>
    public required torch.Tensor Targets { get; init; }

    /// <summary>Which answer each scored token belongs to, int64 [N], in 0..A-1.</summary>
    public required torch.Tensor AnswerIndex { get; init; }

    /// <summary>A: answers in the batch. With preference pairs answer 2k is chosen, 2k + 1 its rejected counterpart.</summary>
    public required int AnswerCount { get; init; }

    /// <summary>Numbers of the rows' samples in their dataset, [B].</summary>
    public required IReadOnlyList<int> SampleIndices { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        PixelValues?.Dispose();
        VisionFeatures?.Dispose();
        InputIds.Dispose();
        PositionIds.Dispose();
        AttentionMask?.Dispose();
        ScoredFrom.Dispose();
        Targets.Dispose();
        AnswerIndex.Dispose();
    }
}
