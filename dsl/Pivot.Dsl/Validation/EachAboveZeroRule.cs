using FluentValidation;
using FluentValidation.Results;
using FluentValidation.Validators;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Validation;

/// <summary>Every number of a map is above 0. Each one that is not is a failure of its own, under the map's owner: <c>LearningRate.projector</c>.</summary>
/// <param name="owner">The property the numbers are told under.</param>
internal sealed class EachAboveZeroRule<T>(string owner) : PropertyValidator<T, IReadOnlyDictionary<string, double>>, IBoundsRule
{
    public override string Name => nameof(EachAboveZeroRule<>);

    public Bounds Bounds { get; } = new(Above: 0);

    public override bool IsValid(ValidationContext<T> context, IReadOnlyDictionary<string, double> value)
    {
        foreach (var (name, number) in value.Where(v => !Bounds.Hold(v.Value)))
        {
            context.AddFailure(new ValidationFailure($"{owner}.{name}", $"{Bounds}, found {Bounds.Show(number)}") { ErrorCode = DiagnosticCodes.OutOfRange });
        }

        return true; // told above, one by one
    }

    protected override string GetDefaultMessageTemplate(string errorCode) => Bounds.ToString();
}
