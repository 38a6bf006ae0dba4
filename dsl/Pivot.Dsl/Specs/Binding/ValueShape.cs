using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A scalar or a list of scalars: nothing that a path could go into.</summary>
/// <param name="kind">What the value, or each of the list, is.</param>
internal sealed class ValueShape(ValueKind kind) : Shape("value")
{
    /// <summary>A value of which nothing is known.</summary>
    public static ValueShape Instance { get; } = new(ValueKind.Any);

    public ValueKind Kind { get; } = kind;

    /// <summary>Whether it is a list of such values.</summary>
    public bool IsList { get; init; }

    /// <summary>What a single value in the list's place is, or null when there must be a list: the file of class names, a count of seeds.</summary>
    public ValueShape? InPlaceOfList { get; init; }

    /// <summary>Bounds that a binder holds the value to; those of validators are asked of them.</summary>
    public Bounds? Bounds { get; init; }

    /// <summary>Fewest values of the list that a binder allows.</summary>
    public int FewestValues { get; init; }

    /// <summary>Most values of the list that a binder allows, or null.</summary>
    public int? MostValues { get; init; }

    /// <summary>Whether a binder asks that the list's values differ.</summary>
    public bool Distinct { get; init; }

    /// <summary>The form of <see cref="ValueKind.Formed"/> as a regular expression without anchors, in the words that .NET and JavaScript share.</summary>
    public string? Pattern { get; init; }
}
