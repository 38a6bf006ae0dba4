using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>A claim's numbers.</summary>
internal sealed class ClaimValidator : AbstractValidator<ClaimSpec>
{
    public ClaimValidator()
    {
        RuleFor(c => c.Margin).AtLeastZero()
            .Fits(c => c.Margin > 0 || !c.Expect.Contains('='), _ => "must be above 0 where a claim expects '=': it says how far apart the two may be", nameof(ClaimSpec.Expect));
        RuleFor(c => c.Confidence).InsideOf(0.5, 1);
    }
}
