using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The nearest-neighbour probe.</summary>
internal sealed class KnnProbeValidator : AbstractValidator<KnnProbeSpec>
{
    public KnnProbeValidator()
    {
        RuleFor(s => s.Features).OneOf("encoder", "projector");
        RuleFor(s => s.Layer).Fits(s => s.Layer is null || s.Features == "encoder", _ => "can be given with 'features: encoder' only", nameof(KnnProbeSpec.Features));
        RuleFor(s => s.Layer).CountedFromTheEnd();
        RuleFor(s => s.K).AtLeast(1);
        RuleFor(s => s.Temperature).AboveZero();
    }
}
