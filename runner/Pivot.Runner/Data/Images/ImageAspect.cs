namespace Pivot.Runner.Data.Images;

/// <summary>What becomes of an image that is no square.</summary>
public enum ImageAspect
{
    /// <summary>What the tower's own processor does: stretched (SigLIP), or cut to the middle (CLIP, DINOv2).</summary>
    Square,

    /// <summary>Expanded to a square with the mean colour first, as LLaVA 1.5 does it.</summary>
    Pad,

    /// <summary>LLaVA-OneVision's: the image as a whole, then cut into tiles.</summary>
    Anyres,
}
