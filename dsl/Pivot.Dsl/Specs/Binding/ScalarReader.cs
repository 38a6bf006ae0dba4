using System.Globalization;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>
/// Scalars to numbers and truth values. Where YAML 1.1 and 1.2 read a word differently (<c>yes</c>, <c>010</c>, <c>1_000</c>) it is refused
/// instead of guessed, because two tools would run two experiments.
/// </summary>
internal static class ScalarReader
{
    private const string WholeNumber = "a whole number";
    private const string Number = "a number";

    public static ScalarProblem? Whole(ScalarNode node, out long value)
    {
        value = 0;
        var text = node.Value;
        if (Refuse(node, WholeNumber) is { } problem) return problem;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)) return null;
        if (text.Length > 18 && text.TrimStart('+', '-').All(char.IsAsciiDigit)) return new(DiagnosticCodes.OutOfRange, "a whole number below 2^63", null);
        bool isWhole = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && real == Math.Floor(real) && Math.Abs(real) < 1e15;
        return Wrong(WholeNumber, isWhole ? $"write {real.ToString("F0", CultureInfo.InvariantCulture)}" : HintFor(text));
    }

    public static ScalarProblem? Real(ScalarNode node, out double value)
    {
        value = 0;
        if (Refuse(node, Number) is { } problem) return problem;
        if (double.TryParse(node.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value) && !HasLetters(node.Value)) return null;
        value = 0;
        return Wrong(Number, HintFor(node.Value));
    }

    public static ScalarProblem? Truth(ScalarNode node, out bool value)
    {
        const string expected = "true or false";
        value = node.Value == "true";
        if (!node.IsPlain) return Wrong(expected, node.Value is "true" or "false" ? "remove the quotes" : null);
        return node.Value switch
        {
            "true" or "false" => null,
            _ when node.Value.ToLowerInvariant() is "yes" or "on" or "y" or "true" or "t" => new(DiagnosticCodes.Ambiguous, expected, "write true"),
            _ when node.Value.ToLowerInvariant() is "no" or "off" or "n" or "false" or "f" => new(DiagnosticCodes.Ambiguous, expected, "write false"),
            _ => Wrong(expected, null),
        };
    }

    private static ScalarProblem? Refuse(ScalarNode node, string expected)
    {
        var text = node.Value;
        if (!node.IsPlain) return Wrong(expected, IsNumber(text.Trim()) ? $"write {text.Trim()} without quotes" : null);
        var digits = text.TrimStart('+', '-');
        if (digits.Length > 1 && digits[0] == '0' && (char.IsAsciiDigit(digits[1]) || digits[1] is 'x' or 'o' or 'b' or '_'))
        {
            return new(DiagnosticCodes.Ambiguous, expected, "write it in decimal, without a leading 0");
        }

        if (digits.Length > 0 && digits.Contains(':') && digits.Split(':').All(IsNumber)) return new(DiagnosticCodes.Ambiguous, expected, "write it in decimal, without ':'");
        return digits.Contains('_') && digits.All(c => char.IsAsciiDigit(c) || c is '_' or '.')
            ? new(DiagnosticCodes.Ambiguous, expected, $"write {text.Replace("_", "")}")
            : null;
    }

    private static string? HintFor(string text)
    {
        if (text.Contains(',')) return "the decimal mark is a point";
        if (text.Contains(' ') && IsNumber(text.Replace(" ", ""))) return $"write {text.Replace(" ", "")}";
        if (text.EndsWith('%') && decimal.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out decimal percent)) return $"write {(percent / 100).ToString(CultureInfo.InvariantCulture)}";
        return double.TryParse(text.TrimStart('+', '-').TrimStart('.'), NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && !double.IsFinite(real)
            || text.TrimStart('+', '-').ToLowerInvariant() is ".inf" or ".nan" ? "a number is finite here" : null;
    }

    private static bool IsNumber(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    // TryParse takes Infinity and NaN for numbers; an exponent is the only letter a number has.
    private static bool HasLetters(string text) => text.Any(c => char.IsLetter(c) && c is not ('e' or 'E'));

    private static ScalarProblem Wrong(string expected, string? hint) => new(DiagnosticCodes.WrongType, expected, hint);
}
