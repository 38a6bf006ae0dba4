using static TorchSharp.torch;

namespace Pivot.Runner.Training.Objectives.Preferences;

/// <summary>A loss on pairs of answers of which one is preferred, over DPO's implicit rewards. The losses differ in <see cref="Losses"/> alone.</summary>
public abstract class PreferenceLoss
{
    /// <summary>Creates the loss.</summary>
    /// <param name="beta">Strength of the pull towards the reference, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0.</exception>
    protected PreferenceLoss(double beta)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), beta, "beta must be above 0");
        Beta = beta;
    }

    /// <summary>Strength of the pull towards the reference.</summary>
    public double Beta { get; }

    /// <summary>Weight of the chosen answers' token cross-entropy beside the pairs' loss; 0 for all but MPO.</summary>
    public virtual double GenerationWeight => 0;

    /// <summary>What carries over from batch to batch, or null for a loss that remembers nothing.</summary>
    public virtual RewardShift? Shift => null;

    /// <summary>The loss of each pair, with gradient.</summary>
    /// <param name="rewards">The pairs' rewards, [K].</param>
    /// <returns>float [K].</returns>
    protected abstract Tensor Losses(ImplicitRewards rewards);

    internal Tensor Of(ImplicitRewards rewards) => Losses(rewards);

    /// <summary>The loss of K pairs. The cross-entropy of <see cref="GenerationWeight"/> is in the mean loss.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or there is no pair.</exception>
    public PreferenceTerms Compute(PreferencePairs pairs)
    {
        Tensor[] all = [pairs.PolicyChosen, pairs.PolicyRejected, pairs.ReferenceChosen, pairs.ReferenceRejected, pairs.ChosenTokens, pairs.RejectedTokens];
        var first = pairs.PolicyChosen;
        Shapes.Require(first.dim() == 1 && first.shape[0] > 0 && all.All(t => t.shape.SequenceEqual(first.shape)),
            "log-probabilities and numbers of tokens must be [K] each, K at least 1", all);

        var chosen = Beta * (pairs.PolicyChosen - pairs.ReferenceChosen.detach()); // [K]
        var rejected = Beta * (pairs.PolicyRejected - pairs.ReferenceRejected.detach()); // [K]
        var losses = Losses(new ImplicitRewards(Beta, chosen, rejected, pairs.ChosenTokens, pairs.RejectedTokens)); // [K]
        var loss = losses.mean();
        if (GenerationWeight > 0) loss = loss - GenerationWeight * (pairs.PolicyChosen.sum() / pairs.ChosenTokens.sum());
        var margins = (chosen - rejected).detach(); // [K]
        return new(loss, losses.detach(), chosen.detach(), rejected.detach(), margins.gt(0).to_type(ScalarType.Float32).mean(), margins.mean());
    }

    /// <summary>Checks an assumed share of pairs labelled the wrong way round.</summary>
    /// <param name="labelSmoothing">The share.</param>
    /// <param name="least">Whether 0 itself is allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not in [0, 0.5), or (0, 0.5).</exception>
    private protected static double Smoothing(double labelSmoothing, bool least = true)
    {
        if (labelSmoothing is not (>= 0 and < 0.5) || (!least && labelSmoothing == 0))
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, $"label smoothing must be in {(least ? "[" : "(")}0, 0.5)");
        return labelSmoothing;
    }
}
