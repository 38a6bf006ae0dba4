using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A tensor that is to be written: known by name, shape and type, and read only while it is written.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Type">Its type where it comes from.</param>
/// <param name="Read">Gives it; what it makes belongs to the caller's dispose scope.</param>
internal sealed record WeightSource(string Name, IReadOnlyList<long> Shape, ScalarType Type, Func<Tensor> Read)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>A tensor in memory.</summary>
    public static WeightSource Of(string name, Tensor tensor) => new(name, tensor.shape, tensor.dtype, () => tensor);

    /// <summary>The type it has in a file: what is wanted of floating types, its own of others.</summary>
    public ScalarType StoredType(ScalarType? wanted) =>
        Type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16 ? wanted ?? Type : Type;

    /// <summary>The bytes it has in a file.</summary>
    public long StoredBytes(ScalarType? wanted) => Count * SafetensorsTypes.Of(StoredType(wanted)).Size;
}
