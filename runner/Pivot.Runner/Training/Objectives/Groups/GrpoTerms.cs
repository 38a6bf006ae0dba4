using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Groups;

/// <summary>What the GRPO loss gives. Only <see cref="Loss"/> carries a gradient; all are scalars on the device.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Kl">Mean over tokens of the divergence from the reference; 0 where none is read.</param>
/// <param name="ClippedLow">Share of tokens (answers, with one ratio each) with a negative advantage whose ratio fell below the clip.</param>
/// <param name="ClippedHigh">Share of those with a positive advantage whose ratio rose above it.</param>
/// <param name="Clipped">Share of either.</param>
/// <param name="LeastClippedLow">The smallest share below the clip of any answer.</param>
/// <param name="MostClippedHigh">The largest share above the clip of any answer.</param>
public sealed record GrpoTerms(Tensor Loss, Tensor Kl, Tensor ClippedLow, Tensor ClippedHigh, Tensor Clipped, Tensor LeastClippedLow, Tensor MostClippedHigh);
