using FluentValidation;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The contrastive stage, which trains the tower and nothing else of the model.</summary>
internal sealed class ContrastiveValidator : TrainingStageValidator<ContrastiveSpec>
{
    public ContrastiveValidator()
    {
        RuleFor(s => s.Loss).OneOf("siglip");
        RuleForEach(s => s.Train).Must(part => part == Parts.VisionTower || !Parts.All.Contains(part)).WithErrorCode(DiagnosticCodes.Relation)
            .WithMessage((_, part) => $"can only name vision_tower in a contrastive stage, which trains no other part of the model; found {part}");
    }
}
