using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>Images and their captions.</summary>
/// <param name="PixelValues">float [B, 3, H, W].</param>
/// <param name="InputIds">int64 [B, L], padded to the text tower's length as SigLIP does.</param>
/// <param name="SameCaption">bool [B, B]: captions that are the same text, so that equal captions are not pushed apart.</param>
public sealed record ContrastiveBatch(torch.Tensor PixelValues, torch.Tensor InputIds, torch.Tensor SameCaption) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        PixelValues.Dispose();
        InputIds.Dispose();
        SameCaption.Dispose();
    }
}
