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
        RuleFor(s => s.Layer).Fits(s => s.Layer is null or < 0, s => $"must be below 0, counted from the end, found {s.Layer}", nameof(LinearProbeSpec.Layer));
        RuleFor(s => s.C).Must(c => c.Count > 0).OutOfRange(_ => "must name at least one strength");
        RuleForEach(s => s.C).AboveZero();
    }
}
