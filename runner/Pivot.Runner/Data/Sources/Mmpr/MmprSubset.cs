namespace Pivot.Runner.Data.Sources.Mmpr;

/// <summary>An entry of MMPR's <c>meta.json</c>.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Annotation">Absolute path of its file of pairs.</param>
/// <param name="Root">Absolute path of the folder its images' paths start from.</param>
internal sealed record MmprSubset(string Name, string Annotation, string Root);
