using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The linear probe.</summary>
internal sealed class LinearProbeValidator : AbstractValidator<LinearProbeSpec>
{
    public LinearProbeValidator()
    {
        RuleFor(s => s.Features).OneOf("encoder", "projector");
        RuleFor(s => s.Layer).Fits(s => s.Layer is null || s.Features == "encoder", _ => "can be given with 'features: encoder' only", nameof(LinearProbeSpec.Features));
        RuleFor(s => s.Layer).CountedFromTheEnd();
        RuleFor(s => s.C).AtLeastMany(1, "must name at least one strength");
        RuleForEach(s => s.C).AboveZero();
    }
}
