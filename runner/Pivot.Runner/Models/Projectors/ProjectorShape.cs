namespace Pivot.Runner.Models.Projectors;

/// <summary>What a projector is and between which widths it stands.</summary>
/// <param name="Arch">Its name in a spec: <c>linear</c>, <c>mlp</c>, <c>pixel_shuffle</c>, <c>resampler</c>.</param>
/// <param name="VisionDim">Dv: width of the tower's features.</param>
/// <param name="LanguageDim">Dl: width of the language model.</param>
/// <param name="Factor">Side of the square of patches that becomes one token; 1 for those that keep every patch.</param>
public sealed record ProjectorShape(string Arch, int VisionDim, int LanguageDim, int Factor = 1);
