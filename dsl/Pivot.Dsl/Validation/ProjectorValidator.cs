using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The projector: LLaVA's two linear layers are the only one so far.</summary>
internal sealed class ProjectorValidator : AbstractValidator<ProjectorSpec>
{
    public ProjectorValidator()
    {
        RuleFor(p => p.Arch).OneOf("mlp");
        RuleFor(p => p.Depth).Between(2, 2).WithMessage((_, d) => $"must be 2 (Linear, GELU, Linear) in this version, found {d}");
    }
}
