using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives;

/// <summary>Log-probabilities are differences of large numbers: 16 bits lose them.</summary>
internal static class Precision
{
    /// <summary>The tensor itself if it has 32 bits or more, else its 32-bit copy.</summary>
    public static Tensor AtLeastSingle(Tensor x) =>
        x.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? x.to_type(ScalarType.Float32) : x;
}
