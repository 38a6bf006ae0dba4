using FluentValidation;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The replicates.</summary>
internal sealed class SeedsValidator : AbstractValidator<SeedsSpec>
{
    public SeedsValidator()
    {
        RuleFor(s => s.Values).Must(v => v.Count > 0).OutOfRange(_ => "must name at least one seed");
        RuleFor(s => s.Values).Must(v => v.Distinct().Count() == v.Count).OutOfRange(_ => "names a seed twice");
        RuleForEach(s => s.Values).Must(v => v >= 0).WithErrorCode(DiagnosticCodes.OutOfRange).WithMessage((_, v) => $"must be at least 0, found {v}");
    }
}
