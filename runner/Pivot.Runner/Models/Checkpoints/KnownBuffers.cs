namespace Pivot.Runner.Models.Checkpoints;

/// <summary>Buffers that versions of transformers stored beside the weights. They are computed from the sizes, here and there, so they may lie in a file or not.</summary>
internal static class KnownBuffers
{
    private static readonly string[] Names = ["position_ids", "rotary_emb.inv_freq", "masked_bias"];

    /// <summary>Whether a tensor's name is such a buffer's.</summary>
    public static bool Has(string name) => Names.Any(known => name == known || name.EndsWith("." + known, StringComparison.Ordinal));
}
