using Pivot.Runner.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>Where a batch of padded prompts has its tokens. Those padded on the right are moved, so that every prompt ends where its first new token goes.</summary>
/// <remarks>Shapes: B rows, T tokens of the longest prompt, D width.</remarks>
internal sealed class PaddedPrompts
{
    private readonly int batch;
    private readonly int length;
    private readonly int[] after; // [B]: pads behind each prompt

    /// <param name="mask">True at real tokens, bool [B, T]; null when no row is padded.</param>
    /// <param name="batch">B.</param>
    /// <param name="length">T.</param>
    /// <exception cref="ArgumentException">A prompt is empty, or has pads in the middle.</exception>
    public PaddedPrompts(Tensor? mask, long batch, long length)
    {
        (this.batch, this.length) = ((int)batch, (int)length);
        Pads = new int[batch];
        after = new int[batch];
        if (length < 1) throw new ArgumentException("a prompt is empty; generation needs at least one token");
        if (mask is null) return;
        if (mask.ndim != 2 || mask.size(0) != batch || mask.size(1) != length)
            throw new ArgumentException($"the prompt mask is [{string.Join(", ", mask.shape)}]; the prompts are [{batch}, {length}]");
        var real = mask.to(ScalarType.Bool).cpu().contiguous().data<bool>().ToArray();
        for (var row = 0; row < batch; row++)
        {
            var flags = real.AsSpan(row * this.length, this.length);
            int first = flags.IndexOf(true), last = flags.LastIndexOf(true);
            if (first < 0) throw new ArgumentException($"prompt {row} is empty; generation needs at least one token");
            if (flags[first..last].Contains(false)) throw new ArgumentException($"prompt {row} has pads between its tokens");
            after[row] = this.length - 1 - last;
            Pads[row] = first + after[row];
        }
    }

    /// <summary>Pads before each prompt once it is moved, [B].</summary>
    public int[] Pads { get; }

    /// <summary>Whether any prompt is padded.</summary>
    public bool AnyPads => Pads.Any(count => count > 0);

    /// <summary>Moves each row so that it ends with its prompt: [B, T, D] to [B, T, D].</summary>
    public Tensor ToLeft(Tensor rows)
    {
        if (after.All(count => count == 0)) return rows;
        var places = new long[batch * length];
        for (var row = 0; row < batch; row++)
        {
            for (var index = 0; index < length; index++) places[row * length + index] = row * length + (index - after[row] + length) % length;
        }
        return rows.flatten(0, 1).index_select(0, tensor(places, device: rows.device)).view_as(rows);
    }

    /// <summary>0, 1, 2, ... from each prompt's first token; int64 [B, T].</summary>
    public Tensor PositionIds(Device device)
    {
        var positions = new long[batch * length];
        for (var row = 0; row < batch; row++)
        {
            for (var index = Pads[row]; index < length; index++) positions[row * length + index] = index - Pads[row];
        }
        return tensor(positions, [batch, length], device: device);
    }

    /// <summary>Real tokens, with room for more after them: bool [B, 1, 1, T + more].</summary>
    public Tensor Real(int more, Device device)
    {
        var width = length + more;
        var real = new bool[batch * width];
        for (var row = 0; row < batch; row++) real.AsSpan(row * width + Pads[row], width - Pads[row]).Fill(true);
        return tensor(real, [batch, 1, 1, width], device: device);
    }

    /// <summary>Causal attention to real tokens, bool [B, 1, T, T]; null when nothing is padded.</summary>
    public Tensor? MayLook(Device device) =>
        AnyPads ? Real(0, device).logical_and(AttentionMask.Causal(length, length, device)) : null;
}
