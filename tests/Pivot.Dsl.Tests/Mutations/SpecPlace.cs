using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>One entry of a good spec: where it is written, and what the language has at its place.</summary>
/// <param name="Path">Dotted path, a dotted key in brackets: <c>arms.dpo.[stages.post].kind</c>.</param>
/// <param name="Entry">Key and value.</param>
/// <param name="Parent">The map it stands in.</param>
/// <param name="ParentShape">What the language has there: a record for a key of the language, names for a name, overrides for a path.</param>
internal sealed record SpecPlace(string Path, MapEntry Entry, MapNode Parent, Shape ParentShape)
{
    /// <summary>Whether a key of the language, and not a person's own name or a path, stands there.</summary>
    public bool IsKey => ParentShape is RecordShape;

    public override string ToString() => Path;
}
