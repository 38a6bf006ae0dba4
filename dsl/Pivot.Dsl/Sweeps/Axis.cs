using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps;

/// <summary>One varied path and its values.</summary>
internal sealed record Axis(ScalarNode Key, IReadOnlyList<Node> Values)
{
    public string Path => Key.Value;
}
