using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A claim and where it was written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Spec">The claim.</param>
/// <param name="At">Its map.</param>
/// <param name="Expectation">What it expects, or null when that cannot be read, which is reported already.</param>
internal sealed record BoundClaim(string Name, ClaimSpec Spec, MapReader At, Expectation? Expectation)
{
    /// <summary>The value of a key, which is written.</summary>
    public ScalarNode Written(string key) => (ScalarNode)At.Map[key]!;
}
