using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>SFT.</summary>
internal sealed class SftValidator : AbstractValidator<SftSpec>
{
    public SftValidator()
    {
        RuleFor(s => s.Turns).OneOf("sequential", "independent");
        RuleFor(s => s.Template!).OneOf(TokenizerValidator.Templates);
    }
}
