namespace Pivot.Runner.Data.Images;

/// <summary>The image processors of transformers 4.46 that are known here, by the names their files give.</summary>
public static class ImageProcessorTypes
{
    /// <summary>SigLIP's.</summary>
    public const string Siglip = "SiglipImageProcessor";

    /// <summary>CLIP's.</summary>
    public const string Clip = "CLIPImageProcessor";

    /// <summary>BiT's, which DINOv2's checkpoints name.</summary>
    public const string Bit = "BitImageProcessor";

    /// <summary>LLaVA-OneVision's.</summary>
    public const string Onevision = "LlavaOnevisionImageProcessor";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Siglip, Clip, Bit, Onevision];
}
