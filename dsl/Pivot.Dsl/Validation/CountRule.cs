using FluentValidation;
using FluentValidation.Validators;

namespace Pivot.Dsl.Validation;

/// <summary>Holds a list to how many values it may have, or to values that differ.</summary>
internal sealed class CountRule<T, TItem>(int fewest, int? most, bool distinct) : PropertyValidator<T, IReadOnlyList<TItem>>, ICountRule
{
    public override string Name => nameof(CountRule<,>);

    public int Fewest { get; } = fewest;

    public int? Most { get; } = most;

    public bool Distinct { get; } = distinct;

    public override bool IsValid(ValidationContext<T> context, IReadOnlyList<TItem> value) =>
        value.Count >= Fewest && (Most is null || value.Count <= Most) && (!Distinct || value.Distinct().Count() == value.Count);

    protected override string GetDefaultMessageTemplate(string errorCode) => "has the wrong number of values";
}
