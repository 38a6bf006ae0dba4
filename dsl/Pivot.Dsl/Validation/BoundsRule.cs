using FluentValidation;
using FluentValidation.Validators;

namespace Pivot.Dsl.Validation;

/// <summary>Holds a number to its bounds. A value that is not there is not judged.</summary>
/// <param name="bounds">What is allowed.</param>
/// <param name="number">The value as a number, or null when there is none.</param>
internal sealed class BoundsRule<T, TProperty>(Bounds bounds, Func<TProperty, double?> number) : PropertyValidator<T, TProperty>, IBoundsRule
{
    public override string Name => nameof(BoundsRule<,>);

    public Bounds Bounds { get; } = bounds;

    public override bool IsValid(ValidationContext<T> context, TProperty value) => number(value) is not { } found || Bounds.Hold(found);

    protected override string GetDefaultMessageTemplate(string errorCode) => Bounds.ToString();
}
