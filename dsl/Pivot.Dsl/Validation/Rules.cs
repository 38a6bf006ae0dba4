using FluentValidation;
using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Validation;

/// <summary>
/// The words the validators are written in. A message says what is allowed and what was found; the key's name is put before it. What a rule
/// allows can be asked of it (<see cref="IBoundsRule"/>, <see cref="IWordsRule"/>, <see cref="ICountRule"/>): the JSON Schema is written from that.
/// </summary>
internal static class Rules
{
    public static IRuleBuilderOptions<T, int> AtLeast<T>(this IRuleBuilder<T, int> rule, int least) => rule.Within(new Bounds(Least: least));

    public static IRuleBuilderOptions<T, int> Between<T>(this IRuleBuilder<T, int> rule, int least, int most) => rule.Within(new Bounds(least, most));

    public static IRuleBuilderOptions<T, int?> AtLeast<T>(this IRuleBuilder<T, int?> rule, int least) => rule.Within(new Bounds(Least: least));

    public static IRuleBuilderOptions<T, int?> Between<T>(this IRuleBuilder<T, int?> rule, int least, int most) => rule.Within(new Bounds(least, most));

    public static IRuleBuilderOptions<T, long> AtLeastZero<T>(this IRuleBuilder<T, long> rule) => rule.Within(new Bounds(Least: 0));

    public static IRuleBuilderOptions<T, long?> AtLeastZero<T>(this IRuleBuilder<T, long?> rule) => rule.Within(new Bounds(Least: 0));

    public static IRuleBuilderOptions<T, double> AboveZero<T>(this IRuleBuilder<T, double> rule) => rule.Within(new Bounds(Above: 0));

    public static IRuleBuilderOptions<T, double?> AboveZero<T>(this IRuleBuilder<T, double?> rule) => rule.Within(new Bounds(Above: 0));

    public static IRuleBuilderOptions<T, double> AtLeastZero<T>(this IRuleBuilder<T, double> rule) => rule.Within(new Bounds(Least: 0));

    public static IRuleBuilderOptions<T, double> FromZeroToBelowOne<T>(this IRuleBuilder<T, double> rule) => rule.Within(new Bounds(Least: 0, Below: 1));

    /// <summary>Between two numbers and neither of them.</summary>
    public static IRuleBuilderOptions<T, double> InsideOf<T>(this IRuleBuilder<T, double> rule, double low, double high) => rule.Within(new Bounds(Above: low, Below: high));

    public static IRuleBuilderOptions<T, int> Within<T>(this IRuleBuilder<T, int> rule, Bounds bounds) =>
        rule.SetValidator(new BoundsRule<T, int>(bounds, v => v)).OutOfRange(v => $"{bounds}, found {v}");

    public static IRuleBuilderOptions<T, int?> Within<T>(this IRuleBuilder<T, int?> rule, Bounds bounds) =>
        rule.SetValidator(new BoundsRule<T, int?>(bounds, v => v)).OutOfRange(v => $"{bounds}, found {v}");

    public static IRuleBuilderOptions<T, long> Within<T>(this IRuleBuilder<T, long> rule, Bounds bounds) =>
        rule.SetValidator(new BoundsRule<T, long>(bounds, v => v)).OutOfRange(v => $"{bounds}, found {v}");

    public static IRuleBuilderOptions<T, long?> Within<T>(this IRuleBuilder<T, long?> rule, Bounds bounds) =>
        rule.SetValidator(new BoundsRule<T, long?>(bounds, v => v)).OutOfRange(v => $"{bounds}, found {v}");

    public static IRuleBuilderOptions<T, double> Within<T>(this IRuleBuilder<T, double> rule, Bounds bounds) =>
        rule.SetValidator(new BoundsRule<T, double>(bounds, v => v)).OutOfRange(v => $"{bounds}, found {Show(v)}");

    public static IRuleBuilderOptions<T, double?> Within<T>(this IRuleBuilder<T, double?> rule, Bounds bounds) =>
        rule.SetValidator(new BoundsRule<T, double?>(bounds, v => v)).OutOfRange(v => $"{bounds}, found {Show(v ?? 0)}");

    /// <summary>A hidden state of a tower, counted from its end.</summary>
    public static IRuleBuilderOptions<T, int?> CountedFromTheEnd<T>(this IRuleBuilder<T, int?> rule)
    {
        var bounds = new Bounds(Below: 0);
        return rule.SetValidator(new BoundsRule<T, int?>(bounds, v => v)).WithErrorCode(DiagnosticCodes.Relation).WithMessage((_, v) => $"{bounds}, counted from the end, found {v}");
    }

    /// <summary>At least so many values.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> AtLeastMany<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>> rule, int fewest, string message) =>
        rule.SetValidator(new CountRule<T, TItem>(fewest, null, distinct: false)).OutOfRange(_ => message);

    /// <summary>Exactly so many values.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> Exactly<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>> rule, int count, Func<int, string> message) =>
        rule.SetValidator(new CountRule<T, TItem>(count, count, distinct: false)).OutOfRange(v => message(v.Count));

    /// <summary>Values that all differ.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> AllDiffer<T, TItem>(this IRuleBuilder<T, IReadOnlyList<TItem>> rule, string message) =>
        rule.SetValidator(new CountRule<T, TItem>(0, null, distinct: true)).OutOfRange(_ => message);

    /// <summary>One of a few words; the nearest is the failure's hint.</summary>
    public static IRuleBuilderOptions<T, string> OneOf<T>(this IRuleBuilder<T, string> rule, params string[] words) =>
        rule.SetValidator(new WordsRule<T>(words)).WithErrorCode(DiagnosticCodes.UnknownWord).WithMessage((_, v) => $"must be {(words.Length == 1 ? "" : "one of ")}{string.Join(", ", words)}; found '{v}'")
            .WithState((_, v) => NearestName.Meant(v, words));

    /// <summary>A relation between this value and others; <paramref name="others"/> are the properties whose text is shown when this one is not written.</summary>
    public static IRuleBuilderOptions<T, TProperty> Fits<T, TProperty>(
        this IRuleBuilder<T, TProperty> rule, Func<T, bool> holds, Func<T, string> message, params string[] others) =>
        rule.Must((spec, _) => holds(spec)).WithErrorCode(DiagnosticCodes.Relation).WithMessage((spec, _) => message(spec)).WithState(_ => others);

    public static IRuleBuilderOptions<T, TProperty> OutOfRange<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, Func<TProperty, string> message) =>
        rule.WithErrorCode(DiagnosticCodes.OutOfRange).WithMessage((_, v) => message(v));

    public static string Show(double value) => Bounds.Show(value);
}
