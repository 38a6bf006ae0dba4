using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The built-in world.</summary>
internal sealed class ScenesValidator : AbstractValidator<ScenesSpec>
{
    public ScenesValidator()
    {
        RuleFor(s => s.ImageSize).Between(32, 256);
        RuleFor(s => s.Train).AtLeast(1);
        RuleFor(s => s.Test).AtLeast(1);
        RuleFor(s => s.Seed).AtLeastZero();
    }
}
