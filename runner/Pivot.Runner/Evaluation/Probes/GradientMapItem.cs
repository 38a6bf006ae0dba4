namespace Pivot.Runner.Evaluation.Probes;

/// <summary>One measured gradient map.</summary>
/// <param name="Id">The sample's id.</param>
/// <param name="InMask">Share of the map's mass inside the mask, in [0, 1].</param>
/// <param name="InMaskChance">What a uniform map has.</param>
/// <param name="Pointing">Whether the strongest patch hits the mask.</param>
/// <param name="PointingChance">What a random patch would score.</param>
/// <param name="Empty">
/// Whether the gradient was 0 everywhere; <paramref name="InMask"/> is then the chance level and the pointing a miss.
/// </param>
public sealed record GradientMapItem(string Id, double InMask, double InMaskChance, bool Pointing, double PointingChance, bool Empty);
