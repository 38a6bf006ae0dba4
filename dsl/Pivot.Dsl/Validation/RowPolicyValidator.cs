using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>What is done with rows that are not as they should be.</summary>
internal sealed class RowPolicyValidator : AbstractValidator<RowPolicy>
{
    public RowPolicyValidator()
    {
        RuleFor(p => p.Placeholder).OneOf(RowPolicy.Add, RowPolicy.Drop, RowPolicy.Error);
        RuleFor(p => p.Unreadable).OneOf(RowPolicy.Error, RowPolicy.Drop);
        RuleFor(p => p.TooLong).OneOf(RowPolicy.Error, RowPolicy.Drop, RowPolicy.Truncate);
        RuleFor(p => p.TextOnly).OneOf(RowPolicy.Error, RowPolicy.Drop, RowPolicy.Keep);
        RuleFor(p => p.MultiImage).OneOf(RowPolicy.Error, RowPolicy.Drop);
    }
}
