namespace Pivot.Runner.Models.Projectors;

/// <summary>What a projector is and between which widths it stands.</summary>
/// <param name="Arch">Its name in a spec: <c>linear</c>, <c>mlp</c>, <c>pixel_shuffle</c>, <c>resampler</c>.</param>
/// <param name="VisionDim">Dv: width of the tower's features.</param>
/// <param name="LanguageDim">Dl: width of the language model.</param>
/// <param name="Factor">Side of the square of patches that becomes one token; 1 for those that keep every patch.</param>
public sealed record ProjectorShape(string Arch, int VisionDim, int LanguageDim, int Factor = 1)
{
    /// <summary>Whether it reads patches as a square of rows and columns, so that class token and registers must not be among them.</summary>
    public bool ReadsGrid => Arch is "pixel_shuffle" or "resampler";

    /// <summary>Q: tokens that an image of so many patches becomes.</summary>
    /// <param name="patches">P.</param>
    /// <exception cref="ArgumentException">The patches are no square, or blocks of the factor's side do not fill it.</exception>
    public int Tokens(int patches) => ReadsGrid ? PatchBlocks.Count(Arch, patches, Factor) : patches;
}
