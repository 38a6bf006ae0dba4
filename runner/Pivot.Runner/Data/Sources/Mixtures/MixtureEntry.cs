namespace Pivot.Runner.Data.Sources.Mixtures;

/// <summary>A file of a mixture and how much of it is read.</summary>
/// <param name="Line">Line of the YAML file that it begins on.</param>
/// <param name="JsonPath">The file as it is written there.</param>
/// <param name="Sampling">How much of it is read.</param>
internal sealed record MixtureEntry(int Line, string JsonPath, Sampling Sampling);
