using FluentValidation;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Validation;

/// <summary>Words in data sources of public formats.</summary>
internal sealed class FieldWordsValidator : AbstractValidator<FieldWords>
{
    public FieldWordsValidator()
    {
        RuleFor(w => w.Rows).OneOf([.. LanguageFieldData.OfRows.Keys]);
        RuleFor(w => w.Other).OneOf(FieldWords.Ignore, FieldWords.Class);
    }
}
