using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What is the DPO stage's own.</summary>
internal sealed class DpoValidator : AbstractValidator<DpoSpec>
{
    // TRL's names, which the runner's catalog has.
    private static readonly string[] Losses =
    [
        "sigmoid", "ipo", "hinge", "mpo", "sigmoid_norm", "robust", "exo_pair", "nca_pair", "sppo_hard", "apo_zero", "apo_down", "bco_pair",
    ];

    private static readonly string[] Smoothed = ["sigmoid", "mpo", "robust", "exo_pair"];

    public DpoValidator()
    {
        RuleFor(s => s.Beta).AboveZero();
        RuleFor(s => s.Loss).OneOf(Losses);
        RuleFor(s => s.LabelSmoothing).Within(new Bounds(Least: 0, Below: 0.5))
            .Fits(s => s.LabelSmoothing == 0 || !Losses.Contains(s.Loss) || Smoothed.Contains(s.Loss), s => $"can be given with 'loss' {string.Join(", ", Smoothed)} only, found {s.Loss}", nameof(DpoSpec.Loss))
            .Fits(s => s.LabelSmoothing > 0 || s.Loss != "exo_pair", _ => "must be above 0 with 'loss: exo_pair', whose divergence is infinite at 0", nameof(DpoSpec.Loss));
        RuleFor(s => s.Weights).Fits(s => s.Weights is null || s.Loss == "mpo" || !Losses.Contains(s.Loss), s => $"can be given with 'loss: mpo' only, found {s.Loss}", nameof(DpoSpec.Loss));
    }
}
