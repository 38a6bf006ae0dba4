using FluentValidation;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The projector: LLaVA's two linear layers are the only one so far.</summary>
internal sealed class ProjectorValidator : AbstractValidator<ProjectorSpec>
{
    public ProjectorValidator()
    {
        RuleFor(p => p.Arch).OneOf("mlp");
        RuleFor(p => p.Depth).Must(d => d == 2).WithErrorCode(DiagnosticCodes.OutOfRange).WithMessage((_, d) => $"must be 2 (Linear, GELU, Linear) in this version, found {d}");
    }
}
