namespace Pivot.Dsl.Specs.Binding;

/// <summary>A map whose keys are dotted paths into the spec: an arm, <c>sweep.grid</c>.</summary>
/// <param name="what">What a person calls it.</param>
/// <param name="form">What stands under a path.</param>
/// <param name="nullIsValue">Whether null is a value of the map (an arm's "remove this") or takes the entry out of it.</param>
internal sealed class OverridesShape(string what, OverrideForm form, bool nullIsValue) : Shape(what)
{
    public OverrideForm Form { get; } = form;

    public bool NullIsValue { get; } = nullIsValue;
}
