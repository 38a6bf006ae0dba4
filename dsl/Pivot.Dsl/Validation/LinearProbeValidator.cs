using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The linear probe.</summary>
internal sealed class LinearProbeValidator : StageValidator<LinearProbeSpec>
{
    public LinearProbeValidator()
    {
        RuleFor(s => s.Features).OneOf("encoder", "projector");
        RuleFor(s => s.C).Must(c => c.Count > 0).OutOfRange(_ => "must name at least one strength");
        RuleForEach(s => s.C).AboveZero();
    }
}
