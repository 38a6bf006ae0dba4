using Pivot.Runner.Data.Images;
using TorchSharp;

namespace Pivot.Runner.Data;

/// <summary>
/// Rows of images and text, in branches that do not see each other (several questions about an image; two answers to a question). One forward
/// pass serves them all, since the image's tokens are shared. A row may have no image; then it has no image token.
/// </summary>
/// <remarks>
/// Shapes: B rows, I images in the rows' order (one tile each, or with anyres several), T tokens (image tokens included), N scored tokens, A answers. A scored token is predicted from the hidden state at
/// another position, the one before it in its own branch; <see cref="ScoredFrom"/> names that position, so that no shift is needed and
/// the output head runs on N positions only.
/// </remarks>
public sealed class MultimodalBatch : IDisposable
{
    /// <summary>Whether any of its rows has an image.</summary>
    public bool HasImages => PixelValues is not null || VisionFeatures is not null;

    /// <summary>Normalised pixels, float [tiles of all images, 3, H, W]; null when <see cref="VisionFeatures"/> are given instead, or no row has an image.</summary>
    public torch.Tensor? PixelValues { get; init; }

    /// <summary>Stored features of a frozen tower, float [tiles of all images, P, D]; null when <see cref="PixelValues"/> are given, or no row has an image.</summary>
    public torch.Tensor? VisionFeatures { get; init; }

    /// <summary>The images' own sizes, [I], which an anyres model packs their tiles by; null for other models.</summary>
    public IReadOnlyList<PixelSize>? ImageSizes { get; init; }

    /// <summary>Token ids, int64 [B, T]; the image tokens' places are taken by the images in their order.</summary>
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
