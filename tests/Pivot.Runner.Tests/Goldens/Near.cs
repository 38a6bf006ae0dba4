using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Goldens;

/// <summary>|a - b| &lt;= atol + rtol |b|, with the worst place in the failure's text.</summary>
public static class Near
{
    public static void Equal(Tensor expected, Tensor actual, double atol, double rtol, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        var b = expected.to(ScalarType.Float64);
        var excess = ((actual.to(ScalarType.Float64) - b).abs() - b.abs() * rtol).max().item<double>();
        Assert.True(excess <= atol, $"{what}: beyond rtol {rtol} by {excess}, allowed {atol}");
    }

    public static void Equal(double expected, double actual, double atol, double rtol, string what) =>
        Assert.True(Math.Abs(actual - expected) <= atol + rtol * Math.Abs(expected), $"{what}: expected {expected}, found {actual}");
}
