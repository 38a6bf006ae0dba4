namespace Pivot.Dsl.Specs.Binding;

/// <summary>
/// What may stand at a place of the language: the keys, not the values. One table (<see cref="Language"/>) of these answers what is unknown,
/// where an override may point, and which keys a stage loses when its kind changes.
/// </summary>
/// <param name="what">What a person calls it: <c>stage</c>, <c>vision_tower</c>.</param>
internal abstract class Shape(string what)
{
    public string What { get; } = what;
}
