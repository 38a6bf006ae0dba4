using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>A tower built from its widths. One taken out of a stage has none of its own and is not asked.</summary>
internal sealed class VisionTowerValidator : AbstractValidator<VisionTowerSpec>
{
    public VisionTowerValidator()
    {
        RuleFor(t => t.Arch).OneOf("siglip", "clip", "dinov2");
        RuleFor(t => t.ImageSize).Between(1, 4096);
        RuleFor(t => t.PatchSize).AtLeast(1)
            .Fits(t => t.PatchSize < 1 || t.ImageSize % t.PatchSize == 0, t => $"must divide image_size {t.ImageSize}, found {t.PatchSize}", nameof(VisionTowerSpec.ImageSize));
        RuleFor(t => t.Width).Between(1, 65536);
        RuleFor(t => t.Depth).Between(1, 1000);
        RuleFor(t => t.Heads).AtLeast(1)
            .Fits(t => t.Heads < 1 || t.Width % t.Heads == 0, t => $"must divide width {t.Width}, found {t.Heads}", nameof(VisionTowerSpec.Width));
        RuleFor(t => t.MlpWidth).AtLeast(1)
            .Fits(t => t.Mlp != "swiglu" || t.MlpWidth is null || t.MlpWidth % 8 == 0, t => $"must be a multiple of 8 with 'mlp: swiglu', found {t.MlpWidth}", nameof(VisionTowerSpec.Mlp));
        RuleFor(t => t.Registers).Between(0, 1000).Fits(t => t.Registers <= 0 || IsDinov2(t), t => $"can be given with 'arch: dinov2' only, found {t.Arch}", nameof(VisionTowerSpec.Arch));
        RuleFor(t => t.Mlp).OneOf("gelu", "swiglu").Fits(t => t.Mlp != "swiglu" || IsDinov2(t), t => $"can be swiglu with 'arch: dinov2' only, found {t.Arch}", nameof(VisionTowerSpec.Arch));
        RuleFor(t => t.Tokens).OneOf("patches", "all");
        RuleFor(t => t.FeatureLayer)
            .Fits(t => t.FeatureLayer < 0, t => $"must be below 0, counted from the end, found {t.FeatureLayer}")
            .Fits(t => t.FeatureLayer >= 0 || t.Depth < 1 || t.FeatureLayer >= -t.Depth, t => $"must be between -{t.Depth} and -1 in a tower of depth {t.Depth}, found {t.FeatureLayer}", nameof(VisionTowerSpec.Depth));
    }

    // An architecture that does not exist is told by itself.
    private static bool IsDinov2(VisionTowerSpec tower) => tower.Arch is not ("siglip" or "clip");
}
