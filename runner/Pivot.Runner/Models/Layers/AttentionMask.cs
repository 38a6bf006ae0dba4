using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Layers;

/// <summary>Masks in the form that attention kernels take.</summary>
internal static class AttentionMask
{
    /// <summary>
    /// Turns "may look" (bool) into what is added to the scores: 0 or the type's lowest finite value. Done once a forward pass, since the
    /// kernel would otherwise convert in every layer. Finite, so that a row that may look at nothing gives an average and not NaN.
    /// </summary>
    public static Tensor Additive(Tensor mayLook, ScalarType type)
    {
        var lowest = type == ScalarType.Float16 ? -65504f : float.MinValue;
        return zeros_like(mayLook, dtype: type).masked_fill_(mayLook.logical_not(), lowest);
    }

    /// <summary>Causal attention of the last T of S positions: bool [T, S].</summary>
    public static Tensor Causal(long queries, long keys, Device device) =>
        ones(queries, keys, ScalarType.Bool, device).tril_(keys - queries);
}
