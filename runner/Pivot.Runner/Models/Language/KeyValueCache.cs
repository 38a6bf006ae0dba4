using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>
/// Keys and values of the tokens a language model has seen, so that each further token costs one token's work. Used without gradients. Room for
/// all tokens is taken at once.
/// </summary>
/// <remarks>Shapes: B rows, K key heads, C capacity, S tokens seen, d head width.</remarks>
public sealed class KeyValueCache : IDisposable
{
    private readonly Tensor[] keys; // [B, K, C, d]
    private readonly Tensor[] values; // [B, K, C, d]
    private readonly long capacity;

    /// <summary>Makes an empty cache for a model.</summary>
    /// <param name="model">The model; its device and type are the cache's.</param>
    /// <param name="batchSize">B.</param>
    /// <param name="capacity">C: most tokens a row, those of the prompt included.</param>
    public KeyValueCache(CausalLanguageModel model, long batchSize, long capacity)
    {
        this.capacity = capacity;
        Tensor Room() => empty([batchSize, model.Shape.NumKvHeads, capacity, model.Shape.HeadDim], model.DType, model.Device).DetachFromDisposeScope();
        keys = [.. Enumerable.Range(0, model.Shape.NumLayers).Select(_ => Room())];
        values = [.. Enumerable.Range(0, model.Shape.NumLayers).Select(_ => Room())];
    }

    /// <summary>S: tokens held for each row.</summary>
    public long Length { get; private set; }

    /// <summary>Keeps some rows and drops the others.</summary>
    /// <param name="rows">Numbers of the rows to keep, int64 [n].</param>
    public void Keep(Tensor rows)
    {
        for (var layer = 0; layer < keys.Length; layer++)
        {
            Replace(ref keys[layer], rows);
            Replace(ref values[layer], rows);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in keys.Concat(values)) tensor.Dispose();
    }

    /// <summary>Adds T tokens of one layer, [B, K, T, d], and gives all S + T of it. <see cref="Advance"/> follows when every layer has them.</summary>
    /// <exception cref="InvalidOperationException">No room is left, or gradients are on.</exception>
    internal (Tensor Keys, Tensor Values) Append(int layer, Tensor newKeys, Tensor newValues)
    {
        var count = newKeys.size(2);
        if (Length + count > capacity)
            throw new InvalidOperationException($"the key-value cache has room for {capacity} tokens; {Length} are in it and {count} more came");
        if (newKeys.requires_grad)
            throw new InvalidOperationException("the key-value cache is for generation without gradients (torch.no_grad)");
        keys[layer].narrow(2, Length, count).copy_(newKeys);
        values[layer].narrow(2, Length, count).copy_(newValues);
        return (keys[layer].narrow(2, 0, Length + count), values[layer].narrow(2, 0, Length + count)); // [B, K, S + T, d]
    }

    internal void Advance(long count) => Length += count;

    private static void Replace(ref Tensor tensor, Tensor rows)
    {
        var kept = tensor.index_select(0, rows).DetachFromDisposeScope();
        tensor.Dispose();
        tensor = kept;
    }
}
