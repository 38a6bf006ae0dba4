using TorchSharp;

namespace Pivot.Runner.Models.Vision;

/// <summary>The catalog of pairs of towers: from their sizes to the module.</summary>
public static class ImageTextModels
{
    /// <summary>Makes a pair, matrices zero and gains one, to be drawn by <see cref="Initializer"/> or loaded.</summary>
    /// <param name="vision">Sizes of the vision tower.</param>
    /// <param name="text">Sizes of the text tower.</param>
    /// <param name="device">Where the parameters live; null is the CPU.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or the two towers are not of one kind.</exception>
    public static ImageTextModel Build(VisionShape vision, TextShape text, torch.Device? device = null) => (vision, text) switch
    {
        (SiglipVisionShape images, SiglipTextShape texts) => new SiglipModel(images, texts, device),
        (ClipVisionShape images, ClipTextShape texts) => new ClipModel(images, texts, device),
        _ => throw new ArgumentException($"no pair of towers is listed for {vision.GetType().Name} and {text.GetType().Name}"),
    };
}
