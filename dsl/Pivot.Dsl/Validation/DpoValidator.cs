using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The DPO stage.</summary>
internal sealed class DpoValidator : TrainingStageValidator<DpoSpec>
{
    public DpoValidator()
    {
        RuleFor(s => s.Beta).AboveZero();
    }
}
