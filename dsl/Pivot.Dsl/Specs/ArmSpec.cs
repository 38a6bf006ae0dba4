namespace Pivot.Dsl.Specs;

/// <summary>A named setting compared in the report: overrides of the spec, by dotted path. A null value removes what is there.</summary>
/// <param name="Name">Row label.</param>
/// <param name="Overrides">Dotted path (<c>stages.post.beta</c>) to the YAML text of the new value; null removes.</param>
public sealed record ArmSpec(string Name, IReadOnlyDictionary<string, string?> Overrides);
