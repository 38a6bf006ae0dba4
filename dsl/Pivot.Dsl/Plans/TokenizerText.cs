using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans;

/// <summary>Text a tokenizer is built from.</summary>
/// <param name="View">The rows.</param>
/// <param name="Digest">Digest of their content.</param>
public sealed record TokenizerText(DataView View, string Digest);
