namespace Pivot.Dsl.Plans.Building;

/// <summary>Digests of the folders that a model's parts are taken from; null for a part whose weights are drawn, or a tokenizer that is built.</summary>
internal sealed record ModelDigests(string? Tower, string? Projector, string? Language, string? Tokenizer);
