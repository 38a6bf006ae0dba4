using Pivot.Runner.Training.Objectives.Preferences;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives.Preferences;

public class SigmoidLossTests
{
    // Pair 1: h = 0.5 * ((-1 - -2) - (-5 - -3)) = 0.5 * (1 + 2) = 1.5;   -log sigmoid(1.5) = log(1 + e^-1.5) = 0.2014133
    // Pair 2: h = 0.5 * ((-4 - -3) - (-2 - -2)) = 0.5 * (-1 - 0) = -0.5; -log sigmoid(-0.5) = log(1 + e^0.5) = 0.9740770
    private static readonly float[] PolicyChosen = [-1, -4], PolicyRejected = [-5, -2], ReferenceChosen = [-2, -3], ReferenceRejected = [-3, -2];

    private static PreferenceTerms HandWorked(double smoothing = 0) => Compute(new SigmoidLoss(0.5, smoothing), tensor(PolicyChosen), tensor(PolicyRejected), tensor(ReferenceChosen), tensor(ReferenceRejected));

    [Fact]
    public void Two_pairs_worked_by_hand()
    {
        var terms = HandWorked();
        Assert.Equal([0.2014133, 0.9740770], terms.PairLosses.data<float>().Select(x => (double)x), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(0.5877451, terms.Loss.ToDouble(), 6);
        Assert.Equal([0.5f, -0.5f], terms.ChosenRewards.data<float>());
        Assert.Equal([-1f, 0f], terms.RejectedRewards.data<float>());
        Assert.Equal(0.5, terms.Accuracy.ToDouble());
        Assert.Equal(0.5, terms.Margin.ToDouble(), 6);
    }

    [Fact]
    public void Label_smoothing_mixes_in_the_loss_of_the_swapped_pair()
    {
        // -log sigmoid(-1.5) = 1.5 + 0.2014133, -log sigmoid(0.5) = 0.9740770 - 0.5
        var losses = HandWorked(0.2).PairLosses.data<float>().ToArray();
        Assert.Equal(0.8 * 0.2014133 + 0.2 * 1.7014133, losses[0], 6);
        Assert.Equal(0.8 * 0.9740770 + 0.2 * 0.4740770, losses[1], 6);
    }

    [Fact]
    public void Gradient_reaches_the_policy_with_weight_beta_sigmoid_of_minus_h_and_not_the_reference()
    {
        var chosen = tensor(PolicyChosen, requires_grad: true);
        var reference = tensor(ReferenceChosen, requires_grad: true);
        Compute(new SigmoidLoss(0.5), chosen, tensor(PolicyRejected), reference, tensor(ReferenceRejected)).Loss.backward();
        // dL/dh = -sigmoid(-h) / K; sigmoid(-1.5) = 0.1824255, sigmoid(0.5) = 0.6224593
        Assert.Equal([-0.5 * 0.1824255 / 2, -0.5 * 0.6224593 / 2], chosen.grad!.data<float>().Select(x => (double)x), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Null(reference.grad);
    }

    [Fact]
    public void A_tie_is_no_right_pair_and_far_apart_pairs_stay_finite()
    {
        var zero = zeros(1);
        Assert.Equal(0.0, Compute(new SigmoidLoss(0.1), zero, zero, zero, zero).Accuracy.ToDouble());
        var far = Compute(new SigmoidLoss(1), zero - 5000, zero, zero, zero).Loss.ToDouble();
        Assert.Equal(5000, far, 3);
    }

    [Fact]
    public void Wrong_values_and_shapes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigmoidLoss(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigmoidLoss(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SigmoidLoss(0.1, 0.5));
        var error = Assert.Throws<ArgumentException>(() => Compute(new SigmoidLoss(0.1), zeros(2), zeros(1), zeros(2), zeros(2)));
        Assert.Contains("Float32 [1]", error.Message);
    }

    private static PreferenceTerms Compute(SigmoidLoss loss, Tensor chosen, Tensor rejected, Tensor referenceChosen, Tensor referenceRejected) =>
        loss.Compute(new PreferencePairs(chosen, rejected, referenceChosen, referenceRejected, ones_like(chosen), ones_like(chosen)));
}
