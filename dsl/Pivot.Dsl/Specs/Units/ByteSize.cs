namespace Pivot.Dsl.Specs.Units;

/// <summary>Sizes in bytes as a spec writes them: <c>40GB</c> is 40 x 10^9, <c>40GiB</c> is 40 x 2^30; a space before the unit is accepted.</summary>
public static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("TB", 1_000_000_000_000), ("GiB", 1L << 30), ("GB", 1_000_000_000), ("MiB", 1L << 20), ("MB", 1_000_000), ("KiB", 1L << 10), ("KB", 1_000),
    ];

    /// <summary>Reads a size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The size in bytes, at least 0; 0 when the text is none.</param>
    /// <param name="hint">What to write instead when the text is none.</param>
    /// <returns>Whether the text is a size.</returns>
    public static bool TryRead(string text, out long bytes, out string? hint)
    {
        (bytes, hint) = (0, "as in 40GB (10^9 bytes each) or 40GiB (2^30); units: KB, MB, GB, TB, KiB, MiB, GiB, TiB");
        if (Amount.Of(text) is not { } amount) return false;
        if (Array.Find(Units, u => u.Unit == amount.Unit) is { Unit: not null } unit)
        {
            double size = Math.Round(amount.Number * unit.Bytes);
            if (size > 1L << 60)
            {
                hint = "no machine has as much";
                return false;
            }

            (bytes, hint) = ((long)size, null);
            return true;
        }

        if (amount.Unit.Length == 0) hint = $"write {amount.Shown}GB (10^9 bytes each) or {amount.Shown}GiB (2^30)";
        else if (Meant(amount.Unit) is { } meant) hint = $"write {amount.Shown}{meant}" + (amount.Unit.EndsWith('b') && amount.Unit.Length == 2 ? "; a small b is a bit" : "");
        return false;
    }

    /// <summary>A text that reads back as the same size, in the largest unit that it is a whole number of.</summary>
    /// <param name="bytes">A size in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static string Write(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (bytes == 0) return "0GB";
        var unit = Array.Find(Units, u => bytes % u.Bytes == 0);
        return unit.Unit is null ? $"{bytes / 1000}.{bytes % 1000:D3}KB" : $"{bytes / unit.Bytes}{unit.Unit}";
    }

    private static string? Meant(string unit) => char.ToLowerInvariant(unit[0]) switch
    {
        var c when "kmgt".Contains(c) => char.ToUpperInvariant(c) + (unit.Length > 1 && char.ToLowerInvariant(unit[1]) == 'i' && unit.Length <= 3 && !unit.StartsWith("gig", StringComparison.OrdinalIgnoreCase) ? "iB" : "B"),
        _ => null,
    };
}
