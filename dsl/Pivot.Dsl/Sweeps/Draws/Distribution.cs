using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Draws;

/// <summary>What a value of a random axis is drawn from.</summary>
internal abstract class Distribution
{
    /// <summary>The value that 64 random bits stand for.</summary>
    public abstract Node Draw(ulong bits);
}
