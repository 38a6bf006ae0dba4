namespace Pivot.Runner.Models.Layers;

/// <summary>What a parameter's first values are drawn from.</summary>
public enum Distribution
{
    /// <summary>One value for all.</summary>
    Constant,

    /// <summary>Normal with standard deviation one, whatever the shape.</summary>
    Normal,

    /// <summary>Normal with standard deviation 1 / sqrt(fanIn); for an embedding [V, D] fanIn is D.</summary>
    LecunNormal,

    /// <summary>Uniform on +-sqrt(6 / (fanIn + fanOut)).</summary>
    XavierUniform,
}
