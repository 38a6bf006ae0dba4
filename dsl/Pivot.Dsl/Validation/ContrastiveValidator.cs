using FluentValidation;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What is the contrastive stage's own: it trains the tower and nothing else of the model.</summary>
internal sealed class ContrastiveValidator : AbstractValidator<ContrastiveSpec>
{
    public ContrastiveValidator()
    {
        RuleFor(s => s.Loss).OneOf("siglip", "clip");
        RuleForEach(s => s.Train).SetValidator(new WordsRule<ContrastiveSpec>([Parts.VisionTower], judged: Parts.All.Contains)).WithErrorCode(DiagnosticCodes.Relation)
            .WithMessage((_, part) => $"can only name vision_tower in a contrastive stage, which trains no other part of the model; found {part}");
    }
}
