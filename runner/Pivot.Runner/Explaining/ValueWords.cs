using System.Globalization;
using System.Text.Json;

namespace Pivot.Runner.Explaining;

/// <summary>Values of a stage's content as a person writes them.</summary>
internal static class ValueWords
{
    /// <summary>The value on one line: <c>1e-3</c>, <c>cosine</c>, <c>[projector]</c>, <c>none</c>.</summary>
    public static string Of(JsonElement? value) => value switch
    {
        null => "not set",
        { ValueKind: JsonValueKind.Null } => "none",
        { ValueKind: JsonValueKind.Number } number => Number(number),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } list => $"[{string.Join(", ", list.EnumerateArray().Select(v => Of(v)))}]",
        { } other => other.GetRawText(),
    };

    private static string Number(JsonElement number)
    {
        if (number.TryGetInt64(out var whole)) return whole.ToString(CultureInfo.InvariantCulture);
        var value = number.GetDouble();
        var plain = value.ToString("0.#################", CultureInfo.InvariantCulture);
        var short_ = value.ToString("0.################e-0", CultureInfo.InvariantCulture);
        return Math.Abs(value) < 1 && short_.Length < plain.Length ? short_ : plain;
    }
}
