using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The nearest-neighbour probe.</summary>
internal sealed class KnnProbeValidator : StageValidator<KnnProbeSpec>
{
    public KnnProbeValidator()
    {
        RuleFor(s => s.Features).OneOf("encoder", "projector");
        RuleFor(s => s.K).AtLeast(1);
        RuleFor(s => s.Temperature).AboveZero();
    }
}
