using SkiaSharp;

namespace Pivot.Runner.Reports.Figures;

/// <summary>A learning curve: one split of one metric over the steps, mean and range over seeds.</summary>
/// <param name="Color">Its arm's colour, or a neutral one for a stage that all arms share.</param>
/// <param name="Pattern">Its line pattern, the index of its sweep point.</param>
/// <param name="Split"><c>train</c> or <c>held_out</c>.</param>
/// <param name="Steps">Steps at which every seed has a value, ascending.</param>
/// <param name="Mean">Mean over seeds a step.</param>
/// <param name="Low">Smallest value a step.</param>
/// <param name="High">Largest value a step.</param>
/// <param name="Seeds">Number of seeds.</param>
internal sealed record Curve(SKColor Color, int Pattern, string Split, double[] Steps, double[] Mean, double[] Low, double[] High, int Seeds);
