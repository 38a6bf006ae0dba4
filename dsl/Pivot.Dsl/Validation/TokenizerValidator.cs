using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>The tokenizer.</summary>
internal sealed class TokenizerValidator : AbstractValidator<TokenizerSpec>
{
    /// <summary>How a conversation may be written.</summary>
    public static readonly string[] Templates = ["pivot", "qwen_1_5", "plain", "chat"];

    public TokenizerValidator()
    {
        RuleFor(t => t.Kind).OneOf("word", "byte", "checkpoint");
        RuleFor(t => t.Path)
            .Fits(t => t.Path is null || t.Kind is not ("word" or "byte"), t => $"can be given with 'kind: checkpoint' only, found {t.Kind}", nameof(TokenizerSpec.Kind))
            .Fits(t => t.Path is not null || t.Kind != "checkpoint", _ => "must name the folder of the tokenizer's files: 'kind: checkpoint' has no language_model.checkpoint to take them from", nameof(TokenizerSpec.Kind));
        RuleFor(t => t.Template).OneOf(Templates)
            .Fits(t => t.Template != "chat" || t.Kind is not ("word" or "byte"), t => $"can be chat with 'kind: checkpoint' only, whose tokenizer_config.json holds the template; found kind {t.Kind}", nameof(TokenizerSpec.Kind));
        RuleFor(t => t.MaxWords).AtLeast(1);
    }
}
