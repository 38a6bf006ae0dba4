using System.Globalization;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Draws;

/// <summary><c>int</c>: a whole number from <paramref name="low"/> to <paramref name="high"/>, both included, each equally likely.</summary>
internal sealed class IntDistribution(long low, long high, Node at) : Distribution
{
    public override Node Draw(ulong bits)
    {
        // Over all 2^64 numbers the count wraps to 0, and the bits are the number.
        ulong count = unchecked((ulong)(high - low) + 1);
        long value = unchecked(low + (long)(count == 0 ? bits : StableDraw.Below(bits, count)));
        return new ScalarNode(value.ToString(CultureInfo.InvariantCulture), isPlain: true, at.Span, at.Source);
    }
}
