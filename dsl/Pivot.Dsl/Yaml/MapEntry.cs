namespace Pivot.Dsl.Yaml;

/// <summary>A key and its value.</summary>
internal sealed record MapEntry(ScalarNode Key, Node Value)
{
    public string Name => Key.Value;
}
