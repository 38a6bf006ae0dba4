namespace Pivot.Runner.Data.Sources;

/// <summary>Whether the <c>\uXXXX</c> escapes of a JSON text make whole characters. JSON allows halves; no text can hold them.</summary>
internal static class Surrogates
{
    public static bool AreWhole(ReadOnlySpan<byte> json)
    {
        var half = -1; // where the second escape of a pair must begin
        for (var i = 0; ;)
        {
            var next = json[i..].IndexOf((byte)'\\');
            if (next < 0) return half < 0;
            i += next;
            var value = i + 6 <= json.Length && json[i + 1] == 'u' ? Value(json.Slice(i + 2, 4)) : -1;
            var (high, low) = (value is >= 0xD800 and < 0xDC00, value is >= 0xDC00 and < 0xE000);
            if (half >= 0 && (half != i || !low) || half < 0 && low) return false;
            half = high ? i + 6 : -1;
            i += value >= 0 ? 6 : 2;
            if (i >= json.Length) return half < 0;
        }
    }

    private static int Value(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit)) return -1;
            value = value << 4 | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        return value;
    }
}
