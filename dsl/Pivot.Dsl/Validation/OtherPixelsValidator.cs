using FluentValidation;

namespace Pivot.Dsl.Validation;

/// <summary>What pixels of value 0 are in ADE20K's masks.</summary>
internal sealed class OtherPixelsValidator : AbstractValidator<FieldWords>
{
    public OtherPixelsValidator() => RuleFor(w => w.Other).OneOf(FieldWords.Ignore, FieldWords.Class);
}
