using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The gradient map.</summary>
internal sealed class GradientMapValidator : StageValidator<GradientMapSpec>
{
    public GradientMapValidator()
    {
        RuleFor(s => s.Objective).OneOf("sft", "dpo");
        RuleFor(s => s.Questions).AtLeast(1);
        RuleFor(s => s.Pictures).AtLeast(0);
    }
}
