namespace Pivot.Dsl.Specs.Binding;

/// <summary>A map from names a person chooses to things of one shape: <c>stages</c>, <c>models</c>, <c>data</c>, <c>views</c>.</summary>
/// <param name="what">What one of them is called: <c>stage</c>.</param>
/// <param name="item">What stands under each name.</param>
internal sealed class NamesShape(string what, Shape item) : Shape(what)
{
    public Shape Item { get; } = item;

    /// <summary>The form of a name, see <see cref="ValueShape.Pattern"/>.</summary>
    public string NamePattern { get; init; } = Names.Pattern;
}
