using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Groups;

/// <summary>Sampled answers, padded on the right, and what is known of them.</summary>
/// <remarks>Shapes: N answers, T tokens of the longest.</remarks>
/// <param name="Policy">log pi of each token, float [N, T], with gradient.</param>
/// <param name="Old">log pi of each token when it was sampled, float [N, T]; null where the policy has not moved since.</param>
/// <param name="Reference">log pi_ref of each token, float [N, T]; null where beta is 0.</param>
/// <param name="Mask">1 at real tokens, float [N, T].</param>
/// <param name="Advantages">float [N].</param>
public sealed record GrpoBatch(Tensor Policy, Tensor? Old, Tensor? Reference, Tensor Mask, Tensor Advantages);
