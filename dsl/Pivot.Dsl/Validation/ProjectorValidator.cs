using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The projector.</summary>
internal sealed class ProjectorValidator : AbstractValidator<ProjectorSpec>
{
    public ProjectorValidator()
    {
        RuleFor(p => p.Arch).OneOf("linear", "mlp", "pixel_shuffle", "resampler");
        RuleFor(p => p.Depth).Between(2, 2).WithMessage((_, d) => $"must be 2 (Linear, GELU, Linear) in this version, found {d}");
        RuleFor(p => p.Factor).Between(1, 64);
    }
}
