using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>Llama 3's rotary scaling.</summary>
internal sealed class RopeScalingValidator : AbstractValidator<RopeScalingSpec>
{
    public RopeScalingValidator()
    {
        RuleFor(s => s.Factor).Within(new Bounds(Least: 1));
        RuleFor(s => s.LowFrequency).AboveZero();
        RuleFor(s => s.HighFrequency).AboveZero()
            .Fits(s => s.HighFrequency <= 0 || s.HighFrequency > s.LowFrequency, s => $"must be above low_frequency {Rules.Show(s.LowFrequency)}, found {Rules.Show(s.HighFrequency)}", nameof(RopeScalingSpec.LowFrequency));
        RuleFor(s => s.OriginalLength).AtLeast(1);
    }
}
