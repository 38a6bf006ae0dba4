using System.Globalization;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Draws;

/// <summary>
/// <c>uniform</c> and <c>log</c>: a number between <paramref name="low"/> and <paramref name="high"/>, whose logarithm is uniform if
/// <paramref name="isLog"/>. Rounded to four significant digits: nobody reads more in a table, and the last bits of a logarithm differ between machines.
/// </summary>
internal sealed class RealDistribution(double low, double high, bool isLog, Node at) : Distribution
{
    public override Node Draw(ulong bits)
    {
        double unit = StableDraw.Unit(bits);
        double value = isLog ? Math.Exp(Math.Log(low) + unit * (Math.Log(high) - Math.Log(low))) : low + unit * (high - low);
        return new ScalarNode(Text(value), isPlain: true, at.Span, at.Source);
    }

    private string Text(double value)
    {
        var text = value.ToString("G4", CultureInfo.InvariantCulture).ToLowerInvariant();
        double rounded = double.Parse(text, CultureInfo.InvariantCulture);
        // Rounding must not leave the interval: log [1.23456e-3, ...] starts above 1.234e-3.
        return rounded >= low && rounded <= high ? text : Math.Clamp(rounded, low, high).ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
    }
}
