using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>What a preference loss reads of K pairs: log-probabilities summed over each answer's tokens, and how many tokens those are.</summary>
/// <param name="PolicyChosen">log pi of the chosen answers, float [K], K at least 1.</param>
/// <param name="PolicyRejected">log pi of the rejected answers, float [K].</param>
/// <param name="ReferenceChosen">log pi_ref of the chosen answers, float [K]; no gradient flows into it.</param>
/// <param name="ReferenceRejected">log pi_ref of the rejected answers, float [K]; no gradient flows into it.</param>
/// <param name="ChosenTokens">Scored tokens of the chosen answers, float [K], at least 1 each.</param>
/// <param name="RejectedTokens">Scored tokens of the rejected answers, float [K], at least 1 each.</param>
public sealed record PreferencePairs(
    Tensor PolicyChosen, Tensor PolicyRejected, Tensor ReferenceChosen, Tensor ReferenceRejected, Tensor ChosenTokens, Tensor RejectedTokens);
