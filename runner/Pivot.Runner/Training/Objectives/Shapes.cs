using TorchSharp;

namespace Pivot.Runner.Training.Objectives;

/// <summary>Checks before libtorch sees a wrong shape: its own text is a C++ stack trace, or a silent broadcast.</summary>
internal static class Shapes
{
    /// <summary>Throws unless the shapes fit.</summary>
    /// <exception cref="ArgumentException">They do not; the message says what was asked for and what came.</exception>
    public static void Require(bool fits, string demand, params torch.Tensor[] found)
    {
        if (!fits) throw new ArgumentException($"{demand}; found {string.Join(" and ", found.Select(Describe))}");
    }

    private static string Describe(torch.Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
