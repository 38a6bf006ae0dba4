using FluentValidation;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What every stage says.</summary>
internal abstract class StageValidator<T> : AbstractValidator<T>
    where T : StageSpec
{
    protected StageValidator()
    {
        RuleFor(s => s.Seed).Must(seed => seed is null or >= 0).WithErrorCode(DiagnosticCodes.OutOfRange).WithMessage((_, seed) => $"must be at least 0, found {seed}");
    }
}
