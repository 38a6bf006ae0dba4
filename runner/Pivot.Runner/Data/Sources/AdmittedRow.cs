using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>A row as the inspection sees it.</summary>
/// <param name="Image">Its image.</param>
/// <param name="Texts">Its texts.</param>
internal sealed record AdmittedRow(ImageReference Image, string[] Texts);
