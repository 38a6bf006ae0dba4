using System.Globalization;
using FluentValidation;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Validation;

/// <summary>The words the validators are written in. A message says what is allowed and what was found; the key's name is put before it.</summary>
internal static class Rules
{
    public static IRuleBuilderOptions<T, int> AtLeast<T>(this IRuleBuilder<T, int> rule, int least) =>
        rule.Must(v => v >= least).OutOfRange(v => $"must be at least {least}, found {v}");

    public static IRuleBuilderOptions<T, int> Between<T>(this IRuleBuilder<T, int> rule, int least, int most) =>
        rule.Must(v => v >= least && v <= most).OutOfRange(v => $"must be between {least} and {most}, found {v}");

    public static IRuleBuilderOptions<T, int?> Between<T>(this IRuleBuilder<T, int?> rule, int least, int most) =>
        rule.Must(v => v is null || (v >= least && v <= most)).OutOfRange(v => $"must be between {least} and {most}, found {v}");

    public static IRuleBuilderOptions<T, int?> AtLeast<T>(this IRuleBuilder<T, int?> rule, int least) =>
        rule.Must(v => v is null || v >= least).OutOfRange(v => $"must be at least {least}, found {v}");

    public static IRuleBuilderOptions<T, long> AtLeastZero<T>(this IRuleBuilder<T, long> rule) =>
        rule.Must(v => v >= 0).OutOfRange(v => $"must be at least 0, found {v}");

    public static IRuleBuilderOptions<T, long?> AtLeastZero<T>(this IRuleBuilder<T, long?> rule) =>
        rule.Must(v => v is null or >= 0).OutOfRange(v => $"must be at least 0, found {v}");

    public static IRuleBuilderOptions<T, double> AboveZero<T>(this IRuleBuilder<T, double> rule) =>
        rule.Must(v => v > 0).OutOfRange(v => $"must be above 0, found {Show(v)}");

    public static IRuleBuilderOptions<T, double> AtLeastZero<T>(this IRuleBuilder<T, double> rule) =>
        rule.Must(v => v >= 0).OutOfRange(v => $"must be at least 0, found {Show(v)}");

    public static IRuleBuilderOptions<T, double> FromZeroToBelowOne<T>(this IRuleBuilder<T, double> rule) =>
        rule.Must(v => v is >= 0 and < 1).OutOfRange(v => $"must be at least 0 and below 1, found {Show(v)}");

    /// <summary>Between two numbers and neither of them.</summary>
    public static IRuleBuilderOptions<T, double> InsideOf<T>(this IRuleBuilder<T, double> rule, double low, double high) =>
        rule.Must(v => v > low && v < high).OutOfRange(v => $"must be above {Show(low)} and below {Show(high)}, found {Show(v)}");

    /// <summary>One of a few words; the nearest is the failure's hint.</summary>
    public static IRuleBuilderOptions<T, string> OneOf<T>(this IRuleBuilder<T, string> rule, params string[] words) =>
        rule.Must(v => words.Contains(v)).WithErrorCode(DiagnosticCodes.UnknownWord).WithMessage((_, v) => $"must be {(words.Length == 1 ? "" : "one of ")}{string.Join(", ", words)}; found '{v}'")
            .WithState((_, v) => NearestName.Of(v, words) is { } near ? $"did you mean '{near}'?" : null);

    /// <summary>A relation between this value and others; <paramref name="others"/> are the properties whose text is shown when this one is not written.</summary>
    public static IRuleBuilderOptions<T, TProperty> Fits<T, TProperty>(
        this IRuleBuilder<T, TProperty> rule, Func<T, bool> holds, Func<T, string> message, params string[] others) =>
        rule.Must((spec, _) => holds(spec)).WithErrorCode(DiagnosticCodes.Relation).WithMessage((spec, _) => message(spec)).WithState(_ => others);

    public static IRuleBuilderOptions<T, TProperty> OutOfRange<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, Func<TProperty, string> message) =>
        rule.WithErrorCode(DiagnosticCodes.OutOfRange).WithMessage((_, v) => message(v));

    public static string Show(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
