using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>A language model's widths.</summary>
internal sealed class LanguageModelValidator : AbstractValidator<LanguageModelSpec>
{
    public LanguageModelValidator()
    {
        RuleFor(m => m.Arch).OneOf("qwen2", "llama");
        RuleFor(m => m.Width).Between(1, 65536);
        RuleFor(m => m.Depth).Between(1, 1000);
        RuleFor(m => m.Heads).AtLeast(1)
            .Fits(m => m.Heads < 1 || m.HeadDim is not null || m.Width % m.Heads == 0, m => $"must divide width {m.Width}, found {m.Heads}", nameof(LanguageModelSpec.Width))
            .Fits(m => m.Heads < 1 || m.HeadDim is not null || m.Width % m.Heads != 0 || m.Width / m.Heads % 2 == 0,
                m => $"must leave heads of an even width for the rotary embedding, found {m.Width} / {m.Heads} = {m.Width / Math.Max(1, m.Heads)}", nameof(LanguageModelSpec.Width));
        RuleFor(m => m.KvHeads).AtLeast(1)
            .Fits(m => m.KvHeads is null or < 1 || m.Heads % m.KvHeads == 0, m => $"must divide heads {m.Heads}, found {m.KvHeads}", nameof(LanguageModelSpec.Heads));
        RuleFor(m => m.HeadDim).AtLeast(2)
            .Fits(m => m.HeadDim is null || m.HeadDim % 2 == 0, m => $"must be even for the rotary embedding, found {m.HeadDim}")
            .Fits(m => m.HeadDim is null || m.Arch != "qwen2", m => $"can be given with 'arch: llama' only, found {m.Arch}", nameof(LanguageModelSpec.Arch));
        RuleFor(m => m.RopeScaling).Fits(m => m.RopeScaling is null || m.Arch != "qwen2", m => $"can be given with 'arch: llama' only, found {m.Arch}", nameof(LanguageModelSpec.Arch));
        RuleFor(m => m.MlpWidth).AtLeast(1);
        RuleFor(m => m.RopeTheta).AboveZero();
        RuleFor(m => m.MaxLength).AtLeast(2);
    }
}
