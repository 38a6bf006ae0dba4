using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What is the DPO stage's own.</summary>
internal sealed class DpoValidator : AbstractValidator<DpoSpec>
{
    public DpoValidator()
    {
        RuleFor(s => s.Beta).AboveZero();
        RuleFor(s => s.Loss).OneOf("sigmoid", "ipo", "hinge", "mpo");
        RuleFor(s => s.LabelSmoothing).Within(new Bounds(Least: 0, Below: 0.5))
            .Fits(s => s.LabelSmoothing == 0 || s.Loss is not ("ipo" or "hinge"), s => $"can be given with 'loss: sigmoid' or 'loss: mpo' only, found {s.Loss}", nameof(DpoSpec.Loss));
        RuleFor(s => s.Weights).Fits(s => s.Weights is null || s.Loss is not ("sigmoid" or "ipo" or "hinge"), s => $"can be given with 'loss: mpo' only, found {s.Loss}", nameof(DpoSpec.Loss));
    }
}
