using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The tokenizer.</summary>
internal sealed class TokenizerValidator : AbstractValidator<TokenizerSpec>
{
    public TokenizerValidator()
    {
        RuleFor(t => t.Kind).OneOf("word", "byte");
        RuleFor(t => t.MaxWords).AtLeast(1);
    }
}
