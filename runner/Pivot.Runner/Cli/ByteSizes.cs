using System.CommandLine.Parsing;
using System.Globalization;

namespace Pivot.Runner.Cli;

/// <summary>Sizes of files as transformers takes them: <c>5GB</c> in powers of ten, <c>5GiB</c> in powers of two.</summary>
internal static class ByteSizes
{
    private static readonly (string Unit, long Bytes)[] Units =
        [("KIB", 1L << 10), ("MIB", 1L << 20), ("GIB", 1L << 30), ("TIB", 1L << 40), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("", 1)];

    /// <summary>Reads an option's value.</summary>
    public static long Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value.Trim();
        var (unit, bytes) = Units.First(u => text.EndsWith(u.Unit, StringComparison.OrdinalIgnoreCase));
        if (decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * bytes is >= 1 and <= long.MaxValue)
            return (long)(number * bytes);
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} takes a size of at least a byte, such as 5GB or 500MB, found {text}");
        return 0;
    }
}
