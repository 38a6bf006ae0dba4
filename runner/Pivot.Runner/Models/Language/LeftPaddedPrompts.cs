using Pivot.Runner.Models.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>Where a batch of left-padded prompts has its tokens.</summary>
/// <remarks>Shapes: B rows, T tokens of the longest prompt.</remarks>
internal sealed class LeftPaddedPrompts
{
    private readonly int batch;
    private readonly int length;

    /// <param name="mask">True at real tokens, bool [B, T]; null when no row is padded.</param>
    /// <param name="batch">B.</param>
    /// <param name="length">T.</param>
    /// <exception cref="ArgumentException">A prompt is empty, or padded on the right or in the middle.</exception>
    public LeftPaddedPrompts(Tensor? mask, long batch, long length)
    {
        (this.batch, this.length) = ((int)batch, (int)length);
        Pads = new int[batch];
        if (length < 1) throw new ArgumentException("a prompt is empty; generation needs at least one token");
        if (mask is null) return;
        if (mask.ndim != 2 || mask.size(0) != batch || mask.size(1) != length)
            throw new ArgumentException($"the prompt mask is [{string.Join(", ", mask.shape)}]; the prompts are [{batch}, {length}]");
        var real = mask.to(ScalarType.Bool).cpu().contiguous().data<bool>().ToArray();
        for (var row = 0; row < batch; row++)
        {
            var flags = real.AsSpan(row * this.length, this.length);
            Pads[row] = flags.IndexOf(true);
            if (Pads[row] < 0) throw new ArgumentException($"prompt {row} is empty; generation needs at least one token");
            if (flags[Pads[row]..].Contains(false)) throw new ArgumentException($"prompt {row} is not padded on the left");
        }
    }

    /// <summary>Pads before each prompt, [B].</summary>
    public int[] Pads { get; }

    /// <summary>T: tokens of the longest prompt.</summary>
    public int Length => length;

    /// <summary>Whether any prompt is padded.</summary>
    public bool AnyPads => Pads.Any(count => count > 0);

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
