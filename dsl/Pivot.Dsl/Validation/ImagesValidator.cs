using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>How images are brought to the tower's size.</summary>
internal sealed class ImagesValidator : AbstractValidator<ImagesSpec>
{
    public ImagesValidator()
    {
        RuleFor(i => i.Aspect).OneOf("square", "pad", "anyres");
        RuleFor(i => i.Grid)
            .Fits(i => i.Aspect != "anyres" || i.Grid.Count > 0, _ => "must name the sizes that 'aspect: anyres' chooses from", nameof(ImagesSpec.Aspect))
            .Fits(i => i.Aspect == "anyres" || i.Grid.Count == 0, i => $"can be given with 'aspect: anyres' only, found {i.Aspect}", nameof(ImagesSpec.Aspect))
            .Fits(i => i.Grid.All(size => size.Count == 2 && size.All(s => s > 0)), _ => "must be a list of [height, width] in pixels, as in [[384, 768], [768, 384]]");
        RuleFor(i => i.MostTiles).AtLeast(1)
            .Fits(i => i.Aspect == "anyres" || i.MostTiles is null or < 1, i => $"can be given with 'aspect: anyres' only, found {i.Aspect}", nameof(ImagesSpec.Aspect));
    }
}
