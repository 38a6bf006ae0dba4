namespace Pivot.Runner.Evaluation.Statistics;

/// <summary>
/// A small random generator whose numbers are the same on every machine and runtime (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
/// </summary>
/// <param name="seed">Start of the sequence.</param>
public sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The next index in [0, <paramref name="count"/>), every one equally likely (Lemire 2019, doi:10.1145/3230636).</summary>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        while (true)
        {
            var high = Math.BigMul(Next(), (ulong)count, out var low);
            // The first (2^64 mod count) low words would make some indices likelier than others.
            if (low >= (0 - (ulong)count) % (ulong)count) return (int)high;
        }
    }
}
