namespace Pivot.Dsl.Specs.Binding;

/// <summary>A scalar or a list: nothing that a path could go into.</summary>
internal sealed class ValueShape() : Shape("value")
{
    public static ValueShape Instance { get; } = new();
}
