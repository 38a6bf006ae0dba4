using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What is the DPO stage's own.</summary>
internal sealed class DpoValidator : AbstractValidator<DpoSpec>
{
    public DpoValidator()
    {
        RuleFor(s => s.Beta).AboveZero();
    }
}
