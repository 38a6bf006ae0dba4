using FluentValidation;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Validation;

/// <summary>Low-rank adapters.</summary>
internal sealed class LoraValidator : AbstractValidator<LoraSpec>
{
    public LoraValidator()
    {
        RuleFor(l => l.Rank).Between(1, 65536);
        RuleFor(l => l.Alpha).AboveZero();
        RuleFor(l => l.Dropout).FromZeroToBelowOne();
        RuleFor(l => l.Parts).AtLeastMany(1, "must name at least one part");
        RuleForEach(l => l.Parts).OneOf(Parts.All.ToArray());
        RuleFor(l => l.Parts).AllDiffer("names a part twice");
        RuleFor(l => l.Targets).AllDiffer("names a layer twice");
    }
}
