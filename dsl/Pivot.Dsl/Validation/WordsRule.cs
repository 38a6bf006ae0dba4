using FluentValidation;
using FluentValidation.Validators;

namespace Pivot.Dsl.Validation;

/// <summary>Holds a word to the known ones; one that is not written is not judged.</summary>
/// <param name="words">The words.</param>
/// <param name="judged">Whether this rule judges a word at all, or null when it judges every one; another rule then refuses the rest.</param>
internal sealed class WordsRule<T>(IReadOnlyList<string> words, Func<string, bool>? judged = null) : PropertyValidator<T, string>, IWordsRule
{
    public override string Name => nameof(WordsRule<>);

    public IReadOnlyList<string> Words { get; } = words;

    public override bool IsValid(ValidationContext<T> context, string? value) => value is null || Words.Contains(value) || judged?.Invoke(value) == false;

    protected override string GetDefaultMessageTemplate(string errorCode) => $"must be one of {string.Join(", ", Words)}";
}
