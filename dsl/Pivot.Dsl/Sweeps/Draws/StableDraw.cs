using System.Text;

namespace Pivot.Dsl.Sweeps.Draws;

/// <summary>
/// 64 random bits that depend on a seed, a path and an index and on nothing else, the same on every machine and in every version: SplitMix64
/// (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195) started from the seed and the path's FNV-1a hash. A run of <c>System.Random</c> would
/// make the draws of a path depend on the other paths, and its algorithm is no contract.
/// </summary>
internal static class StableDraw
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private const ulong FnvStart = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x100000001B3;

    public static ulong Bits(long seed, string path, int index) => Mix(Start(seed, path) + (ulong)(index + 1) * Step);

    /// <summary>A number in [0, 1), of 53 bits.</summary>
    public static double Unit(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [0, count), by the high half of a product.</summary>
    public static ulong Below(ulong bits, ulong count) => Math.BigMul(bits, count, out _);

    private static ulong Start(long seed, string path)
    {
        ulong hash = FnvStart;
        foreach (byte b in Encoding.UTF8.GetBytes(path)) hash = (hash ^ b) * FnvPrime;
        return Mix((ulong)seed * Step + Step) ^ Mix(hash);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
