using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>DPO's implicit rewards of K pairs, r = beta (log pi - log pi_ref) (arXiv 2305.18290, section 4), with gradient.</summary>
/// <param name="Beta">beta, above 0.</param>
/// <param name="Chosen">r of the chosen answers, float [K].</param>
/// <param name="Rejected">r of the rejected answers, float [K].</param>
/// <param name="ChosenTokens">Scored tokens of the chosen answers, float [K].</param>
/// <param name="RejectedTokens">Scored tokens of the rejected answers, float [K].</param>
public sealed record ImplicitRewards(double Beta, Tensor Chosen, Tensor Rejected, Tensor ChosenTokens, Tensor RejectedTokens)
{
    /// <summary>Chosen minus rejected, float [K].</summary>
    public Tensor Margins => Chosen - Rejected;

    /// <summary>Chosen minus rejected, each by the number of its answer's tokens, float [K].</summary>
    public Tensor MarginsPerToken => Chosen / ChosenTokens - Rejected / RejectedTokens;
}
