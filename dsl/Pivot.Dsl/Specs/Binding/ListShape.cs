namespace Pivot.Dsl.Specs.Binding;

/// <summary>A list of things of one shape: the sweeps of a <c>sum</c>, the conditions of a <c>when</c>.</summary>
/// <param name="what">What one of them is called.</param>
/// <param name="item">What stands at each place, asked for late because a sweep holds sweeps.</param>
internal sealed class ListShape(string what, Func<Shape> item) : Shape(what)
{
    public Shape Item => item();
}
