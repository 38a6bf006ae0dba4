using Pivot.Runner.Data.Images;
using TorchSharp;

namespace Pivot.Runner.Data.Batches;

/// <summary>Pixels of a batch's images.</summary>
/// <param name="Pixels">float [tiles of all images in their order, 3, H, W]; with one picture an image [B, 3, H, W].</param>
/// <param name="Counts">Tiles of each image, [B].</param>
/// <param name="Originals">Each image's own size, [B].</param>
public sealed record PixelBatch(torch.Tensor Pixels, IReadOnlyList<int> Counts, IReadOnlyList<PixelSize> Originals);
