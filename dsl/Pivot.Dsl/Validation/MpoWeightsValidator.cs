using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>Weights of MPO's terms.</summary>
internal sealed class MpoWeightsValidator : AbstractValidator<MpoWeightsSpec>
{
    public MpoWeightsValidator()
    {
        RuleFor(w => w.Preference).AtLeastZero()
            .Fits(w => w.Preference != 0 || w.Quality != 0 || w.Generation != 0, _ => "must be above 0 where 'quality' and 'generation' are 0: nothing is left to learn");
        RuleFor(w => w.Quality).AtLeastZero();
        RuleFor(w => w.Generation).AtLeastZero();
    }
}
