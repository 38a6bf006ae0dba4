using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>
/// What a preference loss gives for K pairs. Only <see cref="Loss"/> carries a gradient. All stay on the device until they are read.
/// </summary>
/// <param name="Loss">Mean loss, scalar.</param>
/// <param name="PairLosses">Loss of each pair, float [K].</param>
/// <param name="ChosenRewards">beta (log pi - log pi_ref) of the chosen answers, float [K].</param>
/// <param name="RejectedRewards">The same of the rejected answers, float [K].</param>
/// <param name="Accuracy">Share of pairs whose chosen reward is the greater, scalar in [0, 1]; a tie is not.</param>
/// <param name="Margin">Mean of chosen minus rejected reward, scalar.</param>
public sealed record PreferenceTerms(Tensor Loss, Tensor PairLosses, Tensor ChosenRewards, Tensor RejectedRewards, Tensor Accuracy, Tensor Margin);
