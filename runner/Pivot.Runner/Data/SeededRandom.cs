namespace Pivot.Runner.Data;

/// <summary>
/// Random numbers written out in integer arithmetic (PCG-XSH-RR 64/32, https://www.pcg-random.org), so that a seed gives the same numbers
/// on every machine and version of .NET. Not thread-safe: derive one for each unit of work instead of sharing one.
/// </summary>
public sealed class SeededRandom
{
    private const ulong Multiplier = 6364136223846793005;
    private readonly ulong _increment;
    private ulong _state;

    /// <summary>The stream of a seed.</summary>
    public SeededRandom(long seed)
    {
        var mixed = Mix((ulong)seed);
        _increment = Mix(mixed) | 1;
        _state = mixed + _increment;
        NextUInt();
    }

    /// <summary>The stream that belongs to a seed and a path of numbers (split, index, purpose, ...); other paths give unrelated streams.</summary>
    public static SeededRandom Derive(long seed, params ReadOnlySpan<long> path) => new(DeriveSeed(seed, path));

    /// <summary>The seed that belongs to a seed and a path of numbers, for what takes a seed itself (a <c>torch.Generator</c>).</summary>
    public static long DeriveSeed(long seed, params ReadOnlySpan<long> path)
    {
        var state = Mix((ulong)seed);
        foreach (var step in path) state = Mix(state ^ Mix((ulong)step + 0x9E3779B97F4A7C15));
        return (long)state;
    }

    /// <summary>32 random bits.</summary>
    public uint NextUInt()
    {
        var old = _state;
        _state = old * Multiplier + _increment;
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(shifted, (int)(old >> 59));
    }

    /// <summary>A whole number in 0..bound-1, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is less than 1.</exception>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var threshold = (uint)-bound % (uint)bound; // the first values would come once too often: drawn again
        while (true)
        {
            var value = NextUInt();
            if (value >= threshold) return (int)(value % (uint)bound);
        }
    }

    /// <summary>A whole number in low..high, both included.</summary>
    public int Next(int low, int high) => low + Next(high - low + 1);

    /// <summary>True with a chance of <paramref name="numerator"/> in <paramref name="denominator"/>.</summary>
    public bool Chance(int numerator, int denominator) => Next(denominator) < numerator;

    /// <summary>A number in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => ((((ulong)NextUInt() << 32) | NextUInt()) >> 11) * (1.0 / (1UL << 53));

    /// <summary>One of the items, each equally likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Puts the items into a random order, every order equally likely (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    // SplitMix64's finaliser: every input bit reaches every output bit.
    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
