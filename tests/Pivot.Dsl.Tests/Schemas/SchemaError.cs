namespace Pivot.Dsl.Tests.Schemas;

/// <summary>One refusal of a schema.</summary>
/// <param name="At">JSON pointer of what is refused in the instance.</param>
/// <param name="Keyword">The keyword that refuses it.</param>
public sealed record SchemaError(string At, string Keyword);
