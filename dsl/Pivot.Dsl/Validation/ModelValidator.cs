using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What must fit between a model's parts. Asked of a model whose tower's widths are known.</summary>
internal sealed class ModelValidator : AbstractValidator<ModelSpec>
{
    public ModelValidator()
    {
        RuleFor(m => m.LanguageModel!.MaxLength)
            .Fits(m => m.LanguageModel!.MaxLength > ImageTokens(m.VisionTower),
                m => $"must exceed the {ImageTokens(m.VisionTower)} tokens that an image takes, found {m.LanguageModel!.MaxLength}",
                "VisionTower.ImageSize", "VisionTower.PatchSize", nameof(ModelSpec.LanguageModel), nameof(ModelSpec.VisionTower))
            .When(m => m.LanguageModel is not null);
    }

    private static int ImageTokens(VisionTowerSpec tower)
    {
        int side = tower.ImageSize / Math.Max(1, tower.PatchSize);
        return side * side;
    }
}
