using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Language;

internal static class Masks
{
    /// <summary>Causal attention to real tokens: [B, T] to [B, 1, T, T].</summary>
    public static Tensor Causal(Tensor real) =>
        real.unsqueeze(1).unsqueeze(1).logical_and(ones(real.size(1), real.size(1), ScalarType.Bool).tril());
}
