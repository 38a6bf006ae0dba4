using System.Globalization;

namespace Pivot.Dsl.Graphs.Rendering;

/// <summary>Counts, operations and sizes as a person reads them.</summary>
public static class Amounts
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary><c>752</c>, <c>12.3 k</c>, <c>0.91 M</c>, <c>7.62 B</c>: parameters.</summary>
    public static string Parameters(long count) => count switch
    {
        < 1_000 => Text($"{count}"),
        < 100_000 => Text($"{count / 1e3:0.0} k"),
        < 100_000_000 => Text($"{count / 1e6:0.00} M"),
        < 1_000_000_000 => Text($"{count / 1e6:0} M"),
        _ => Text($"{count / 1e9:0.00} B"),
    };

    /// <summary><c>1.3 GFLOP</c>: floating-point operations.</summary>
    public static string Operations(double count) => Prefixed(count, "FLOP");

    /// <summary><c>22.1 MB</c>: bytes, in powers of 1,000 as <c>run.memory</c> has them.</summary>
    public static string Bytes(long count) => Prefixed(count, "B");

    /// <summary><c>12,288</c>.</summary>
    public static string Count(long count) => Text($"{count:#,0}");

    private static string Prefixed(double value, string unit)
    {
        int step = 0;
        for (; value >= 999.5 && step < Prefixes.Length - 1; step++) value /= 1000;
        return value < 9.95 && step > 0 ? Text($"{value:0.0} {Prefixes[step]}{unit}") : Text($"{value:0} {Prefixes[step]}{unit}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
