using System.Globalization;
using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives;

public class DpoLossTests
{
    // Pair 1: h = 0.5 * ((-1 - -2) - (-5 - -3)) = 0.5 * (1 + 2) = 1.5;   -log sigmoid(1.5) = log(1 + e^-1.5) = 0.2014133
    // Pair 2: h = 0.5 * ((-4 - -3) - (-2 - -2)) = 0.5 * (-1 - 0) = -0.5; -log sigmoid(-0.5) = log(1 + e^0.5) = 0.9740770
    private static readonly float[] PolicyChosen = [-1, -4], PolicyRejected = [-5, -2], ReferenceChosen = [-2, -3], ReferenceRejected = [-3, -2];

    private static DpoTerms HandWorked(double smoothing = 0) => new DpoLoss(0.5, smoothing).Compute(
        tensor(PolicyChosen), tensor(PolicyRejected), tensor(ReferenceChosen), tensor(ReferenceRejected));

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
        new DpoLoss(0.5).Compute(chosen, tensor(PolicyRejected), reference, tensor(ReferenceRejected)).Loss.backward();
        // dL/dh = -sigmoid(-h) / K; sigmoid(-1.5) = 0.1824255, sigmoid(0.5) = 0.6224593
        Assert.Equal([-0.5 * 0.1824255 / 2, -0.5 * 0.6224593 / 2], chosen.grad!.data<float>().Select(x => (double)x), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Null(reference.grad);
    }

    [Fact]
    public void A_tie_is_no_right_pair_and_far_apart_pairs_stay_finite()
    {
        var zero = zeros(1);
        Assert.Equal(0.0, new DpoLoss(0.1).Compute(zero, zero, zero, zero).Accuracy.ToDouble());
        var far = new DpoLoss(1).Compute(zero - 5000, zero, zero, zero).Loss.ToDouble();
        Assert.Equal(5000, far, 3);
    }

    [Fact]
    public void Wrong_values_and_shapes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpoLoss(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpoLoss(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DpoLoss(0.1, 0.5));
        var error = Assert.Throws<ArgumentException>(() => new DpoLoss(0.1).Compute(zeros(2), zeros(1), zeros(2), zeros(2)));
        Assert.Contains("Float32 [1]", error.Message);
    }

    [Fact, Trait("Category", "Golden")]
    public void Agrees_with_TRL_from_logits_to_gradients()
    {
        var checkedLosses = 0;
        foreach (var golden in GoldenFolder.With("dpo_trl_v1_9.sigmoid.loss"))
        {
            var beta = golden.Notes.GetProperty("settings").GetProperty("beta").GetDouble();
            using var logits = golden["policy_logits"].requires_grad_();
            var policy = SumOf(golden, logits);
            var reference = SumOf(golden, golden["ref_logits"]);
            Near.Equal(golden["policy_logps_sum"], policy, 1e-5, 1e-5, "policy sums");
            Near.Equal(golden["ref_logps_sum"], reference, 1e-5, 1e-5, "reference sums");

            var terms = Terms(policy, reference, beta, 0);
            Near.Equal(golden["dpo_trl_v1_9.sigmoid.loss"], terms.Loss, 1e-5, 1e-5, "loss");
            Near.Equal(golden["dpo_trl_v0_12.sigmoid.losses"], terms.PairLosses, 1e-5, 1e-5, "losses");
            Near.Equal(golden["dpo_trl_v0_12.chosen_rewards"], terms.ChosenRewards, 1e-5, 1e-5, "chosen rewards");
            Near.Equal(golden["dpo_trl_v0_12.rejected_rewards"], terms.RejectedRewards, 1e-5, 1e-5, "rejected rewards");
            Near.Equal(golden["dpo_trl_v0_12.reward_accuracy"], terms.Accuracy, 1e-5, 1e-5, "accuracy");
            Near.Equal(golden["dpo_trl_v1_9.metrics.rewards_accuracies"], terms.Accuracy, 1e-5, 1e-5, "accuracy");
            Near.Equal(golden["dpo_trl_v1_9.metrics.rewards_margins"], terms.Margin, 1e-5, 1e-5, "margin");
            terms.Loss.backward();
            Near.Equal(golden["dpo_trl_v1_9.sigmoid.grad_policy_logits"], logits.grad!, 1e-6, 1e-4, "gradient");

            foreach (var name in golden.Names.Where(n => n.StartsWith("dpo_trl_v1_9.sigmoid_beta", StringComparison.Ordinal) && n.EndsWith(".loss", StringComparison.Ordinal)))
            {
                var other = double.Parse(name["dpo_trl_v1_9.sigmoid_beta".Length..^".loss".Length], CultureInfo.InvariantCulture);
                Near.Equal(golden[name], Terms(policy, reference, other, 0).Loss, 1e-5, 1e-5, name);
                checkedLosses++;
            }
            foreach (var name in golden.Names.Where(n => n.StartsWith("dpo_trl_v0_12.sigmoid_ls", StringComparison.Ordinal)))
            {
                var smoothing = double.Parse(name["dpo_trl_v0_12.sigmoid_ls".Length..^".losses".Length], CultureInfo.InvariantCulture);
                Near.Equal(golden[name], Terms(policy, reference, beta, smoothing).PairLosses, 1e-5, 1e-5, name);
                checkedLosses++;
            }
        }
        Assert.True(checkedLosses >= 2, $"{checkedLosses} further settings found");
    }

    [Fact, Trait("Category", "Golden")]
    public void Token_cross_entropy_agrees_with_TRLs_sft_loss_and_gradient()
    {
        foreach (var golden in GoldenFolder.With("dpo_trl_v1_9.sft.loss"))
        {
            using var logits = golden["policy_logits"].requires_grad_();
            var (scored, targets, answers) = Scored(golden, logits);
            var chosen = answers.lt(logits.shape[0] / 2).nonzero().squeeze(1);
            var loss = TokenCrossEntropy.Loss(scored.index_select(0, chosen), targets.index_select(0, chosen));
            Near.Equal(golden["dpo_trl_v1_9.sft.loss"], loss, 1e-5, 1e-5, "loss");
            loss.backward();
            Near.Equal(golden["dpo_trl_v1_9.sft.grad_policy_logits"], logits.grad!, 1e-6, 1e-4, "gradient");
        }
    }

    private static DpoTerms Terms(Tensor policy, Tensor reference, double beta, double smoothing)
    {
        var pairs = policy.shape[0] / 2;
        return new DpoLoss(beta, smoothing).Compute(
            policy.narrow(0, 0, pairs), policy.narrow(0, pairs, pairs), reference.narrow(0, 0, pairs), reference.narrow(0, pairs, pairs));
    }

    private static Tensor SumOf(GoldenFolder golden, Tensor logits)
    {
        var (scored, targets, answers) = Scored(golden, logits);
        return AnswerLogProbabilities.Sum(scored, targets, answers, (int)logits.shape[0]);
    }

    // Rows of a padded batch to scored tokens: the token at t is scored from the logits at t - 1.
    private static (Tensor Logits, Tensor Targets, Tensor Answers) Scored(GoldenFolder golden, Tensor logits)
    {
        var length = logits.shape[1];
        var places = golden["completion_mask"].narrow(1, 1, length - 1).nonzero(); // [N, 2]: row, t - 1
        var (rows, before) = (places.select(1, 0), places.select(1, 1));
        return (logits.flatten(0, 1).index_select(0, rows * length + before), golden["input_ids"].flatten().index_select(0, rows * length + before + 1), rows);
    }
}
