using FluentValidation;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What must fit between a model's parts. Asked of a model whose tower's widths are known.</summary>
internal sealed class ModelValidator : AbstractValidator<ModelSpec>
{
    public ModelValidator()
    {
        RuleFor(m => m.LanguageModel!.MaxLength)
            .Fits(m => m.LanguageModel!.MaxLength > Tokens(m),
                m => $"must exceed the {Tokens(m)} tokens that an image takes{(m.Images.Aspect == "anyres" ? " at most" : "")}, found {m.LanguageModel!.MaxLength}",
                "VisionTower.ImageSize", "VisionTower.PatchSize", nameof(ModelSpec.LanguageModel), nameof(ModelSpec.VisionTower))
            .When(m => m.LanguageModel is not null);
        RuleFor(m => m.Projector.Factor)
            .Fits(m => !Folds(m) || m.Projector.Factor < 1 || Side(m) % m.Projector.Factor == 0,
                m => $"must divide the {Side(m)} patches along a side of the image, found {m.Projector.Factor}", "Projector.Arch", "VisionTower.ImageSize", nameof(ModelSpec.VisionTower));
        RuleFor(m => m.VisionTower.Tokens)
            .Fits(m => m.VisionTower.Tokens != "all" || !Folds(m), m => $"can be all with projectors that keep every token (linear, mlp) only, found projector {m.Projector.Arch}", "Projector.Arch")
            .Fits(m => m.VisionTower.Tokens != "all" || m.Images.Aspect != "anyres", _ => "cannot be all with 'aspect: anyres', whose tiles are put together patch by patch", "Images.Aspect");
        RuleFor(m => m.Images.Grid)
            .Fits(m => m.Images.Grid.All(size => size.All(s => s % Math.Max(1, m.VisionTower.ImageSize) == 0)),
                m => $"must hold multiples of the tower's image_size {m.VisionTower.ImageSize}", "VisionTower.ImageSize");
    }

    // What the parts' own rules refuse is told there.
    private static int Tokens(ModelSpec model) => Math.Max(1, model.VisionTower.PatchSize) == model.VisionTower.PatchSize ? ModelWidths.ImageTokens(model) : 0;

    private static bool Folds(ModelSpec model) => model.Projector.Arch is "pixel_shuffle" or "resampler";

    private static int Side(ModelSpec model) => model.VisionTower.ImageSize / Math.Max(1, model.VisionTower.PatchSize);
}
