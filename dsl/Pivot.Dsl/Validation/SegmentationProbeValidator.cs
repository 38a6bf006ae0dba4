using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The segmentation probe.</summary>
internal sealed class SegmentationProbeValidator : AbstractValidator<SegmentationProbeSpec>
{
    public SegmentationProbeValidator()
    {
        RuleFor(s => s.Seed).AtLeastZero();
        RuleFor(s => s.Features).OneOf("encoder", "projector");
        RuleFor(s => s.Layer).Fits(s => s.Layer is null || s.Features == "encoder", _ => "can be given with 'features: encoder' only", nameof(SegmentationProbeSpec.Features));
        RuleFor(s => s.Layer).CountedFromTheEnd();
        RuleFor(s => s.Hidden).AtLeast(0);
        RuleFor(s => s.Epochs).AtLeast(1);
        RuleFor(s => s.BatchSize).AtLeast(1);
        RuleFor(s => s.LearningRate).AboveZero();
        RuleFor(s => s.Pictures).AtLeast(0);
    }
}
