using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The replicates.</summary>
internal sealed class SeedsValidator : AbstractValidator<SeedsSpec>
{
    public SeedsValidator()
    {
        RuleFor(s => s.Values).AtLeastMany(1, "must name at least one seed");
        RuleFor(s => s.Values).AllDiffer("names a seed twice");
        RuleForEach(s => s.Values).AtLeastZero();
    }
}
