using Pivot.Runner.Data.Images;
using TorchSharp;

namespace Pivot.Runner.Data.Batches;

/// <summary>Token trees to one batch: padded on the right to the longest, with a mask only where a tree branches.</summary>
public static class MultimodalCollation
{
    /// <summary>Makes a batch.</summary>
    /// <param name="trees">A tree per row.</param>
    /// <param name="sampleIndices">Number of each row's sample.</param>
    /// <param name="pixelValues">float [tiles, 3, H, W], or null with <paramref name="visionFeatures"/>.</param>
    /// <param name="visionFeatures">float [tiles, P, D], or null with <paramref name="pixelValues"/>.</param>
    /// <param name="device">Where the tensors go.</param>
    /// <param name="imageSizes">The images' own sizes, for an anyres model.</param>
    public static MultimodalBatch Collate(
        IReadOnlyList<TokenTree> trees, IReadOnlyList<int> sampleIndices, torch.Tensor? pixelValues, torch.Tensor? visionFeatures,
        torch.Device device, IReadOnlyList<PixelSize>? imageSizes = null)
    {
        int rows = trees.Count, width = trees.Max(t => t.Length);
        var ids = new long[rows * width];
        var positions = new long[rows * width];
        var mask = trees.All(t => t.IsChain) ? null : new bool[rows * width * width];
        List<long> from = [], targets = [], answers = [];
        var answerCount = 0;
        for (var row = 0; row < rows; row++)
        {
            var tree = trees[row];
            var at = row * width;
            tree.WriteTokens(ids.AsSpan(at, width), positions.AsSpan(at, width));
            if (mask is not null) tree.WriteMask(mask.AsSpan(at * width, width * width), width);
            tree.WriteScored(at, answerCount, from, targets, answers);
            answerCount += tree.Answers;
        }
        return new MultimodalBatch
        {
            PixelValues = pixelValues,
            VisionFeatures = visionFeatures,
            ImageSizes = imageSizes,
            InputIds = Tensor(ids, device, rows, width),
            PositionIds = Tensor(positions, device, rows, width),
            AttentionMask = mask is null ? null : torch.tensor(mask, [rows, 1, width, width], device: device),
            ScoredFrom = Tensor([.. from], device, from.Count),
            Targets = Tensor([.. targets], device, targets.Count),
            AnswerIndex = Tensor([.. answers], device, answers.Count),
            AnswerCount = answerCount,
            SampleIndices = sampleIndices,
        };
    }

    private static torch.Tensor Tensor(long[] values, torch.Device device, params long[] shape) => torch.tensor(values, shape, device: device);
}
