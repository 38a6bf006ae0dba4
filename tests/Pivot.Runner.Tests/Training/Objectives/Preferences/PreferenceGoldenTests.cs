using System.Globalization;
using System.Text.RegularExpressions;
using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Training.Objectives;
using Pivot.Runner.Training.Objectives.Preferences;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives.Preferences;

/// <summary>Preference losses, their gradients and metrics against TRL 1.9, TRL 0.12 and InternVL's mixture of it, from logits on.</summary>
[Trait("Category", "Golden")]
public sealed partial class PreferenceGoldenTests
{
    private const string Newest = "dpo_trl_v1_9.";
    private const string Older = "dpo_trl_v0_12.";

    [Fact]
    public void Log_probabilities_and_entropy_are_TRLs()
    {
        foreach (var golden in Folders())
        {
            var answers = new GoldenPairs(golden);
            Near.Equal(golden["policy_logps_sum"], answers.Sums(golden["policy_logits"]), 1e-5, 1e-5, "policy sums");
            Near.Equal(golden["ref_logps_sum"], answers.Sums(golden["ref_logits"]), 1e-5, 1e-5, "reference sums");
            Near.Equal(golden["policy_logps_mean"], answers.Sums(golden["policy_logits"]) / answers.Tokens, 1e-5, 1e-5, "policy means");
            Near.Equal(golden["ref_logps_mean"], answers.Sums(golden["ref_logits"]) / answers.Tokens, 1e-5, 1e-5, "reference means");
            foreach (var (logits, expected) in new[] { ("policy_logits", "policy_token_logps"), ("ref_logits", "ref_token_logps") })
            {
                var (scored, targets, rows) = answers.Scored(golden[logits]);
                // One answer a token, so that each sum is the token's own.
                var each = AnswerLogProbabilities.Sum(scored, targets, arange(targets.shape[0]), (int)targets.shape[0]);
                Near.Equal(golden[expected].masked_select(golden["completion_mask"].narrow(1, 1, golden["completion_mask"].size(1) - 1).ne(0)), each, 1e-5, 1e-5, expected);
            }
            Near.Equal(golden["entropy_mean"], TokenMetrics.Entropy(answers.Scored(golden["policy_logits"]).Logits).mean(), 1e-5, 1e-5, "entropy");
        }
    }

    [Fact]
    public void Every_loss_and_gradient_of_TRL_1_9_is_met()
    {
        foreach (var golden in Folders())
        {
            var names = golden.Names.Where(n => n.StartsWith(Newest, StringComparison.Ordinal) && n.EndsWith(".loss", StringComparison.Ordinal)).ToList();
            if (Models.Goldens.AreOwn) Assert.Equal(14, names.Count);
            Assert.NotEmpty(names);
            foreach (var name in names)
            {
                var setting = name[Newest.Length..^".loss".Length];
                var answers = new GoldenPairs(golden);
                using var logits = golden["policy_logits"].clone().requires_grad_();
                var loss = setting == "sft" ? answers.ChosenCrossEntropy(logits) : Newer(setting, answers.Beta).Compute(answers.Pairs(logits)).Loss;
                Near.Equal(golden[name], loss, 1e-5, 1e-5, name);
                var gradient = $"{Newest}{setting}.grad_policy_logits";
                if (!golden.Names.Contains(gradient)) continue;
                loss.backward();
                Near.Equal(golden[gradient], logits.grad!, 1e-6, 1e-4, gradient);
            }
        }
    }

    [Fact]
    public void Metrics_are_those_that_TRL_logs()
    {
        foreach (var golden in Folders())
        {
            var answers = new GoldenPairs(golden);
            var logits = golden["policy_logits"];
            var pairs = answers.Pairs(logits);
            var terms = new SigmoidLoss(answers.Beta).Compute(pairs);
            var (scored, targets, rows) = answers.Scored(logits);
            var ofChosen = rows.lt(logits.size(0) / 2).nonzero().squeeze(1);
            var found = new Dictionary<string, Tensor>
            {
                ["rewards_chosen"] = terms.ChosenRewards.mean(), ["rewards_rejected"] = terms.RejectedRewards.mean(), ["rewards_accuracies"] = terms.Accuracy,
                ["rewards_margins"] = terms.Margin, ["logps_chosen"] = pairs.PolicyChosen.mean(), ["logps_rejected"] = pairs.PolicyRejected.mean(),
                ["mean_token_accuracy"] = TokenMetrics.Accuracy(scored.index_select(0, ofChosen), targets.index_select(0, ofChosen)), ["entropy"] = TokenMetrics.Entropy(scored).mean(),
            };
            var names = golden.Names.Where(n => n.StartsWith($"{Newest}metrics.", StringComparison.Ordinal)).ToList();
            if (Models.Goldens.AreOwn) Assert.Equal(8, names.Count);
            foreach (var name in names) Near.Equal(golden[name], found[name[$"{Newest}metrics.".Length..]], 1e-5, 1e-5, name);
        }
    }

    [Fact]
    public void Pair_losses_rewards_and_the_running_mean_are_those_of_TRL_0_12()
    {
        foreach (var golden in Folders())
        {
            var answers = new GoldenPairs(golden);
            var pairs = answers.Pairs(golden["policy_logits"]);
            var names = golden.Names.Where(n => n.StartsWith(Older, StringComparison.Ordinal) && n.EndsWith(".losses", StringComparison.Ordinal)).ToList();
            if (Models.Goldens.AreOwn) Assert.Equal(5, names.Count);
            foreach (var name in names) Near.Equal(golden[name], Loss(name[Older.Length..^".losses".Length], answers.Beta).Compute(pairs).PairLosses, 1e-5, 1e-5, name);

            var terms = new SigmoidLoss(answers.Beta).Compute(pairs);
            Near.Equal(golden[$"{Older}chosen_rewards"], terms.ChosenRewards, 1e-5, 1e-5, "chosen rewards");
            Near.Equal(golden[$"{Older}rejected_rewards"], terms.RejectedRewards, 1e-5, 1e-5, "rejected rewards");
            Near.Equal(golden[$"{Older}margins"], terms.ChosenRewards - terms.RejectedRewards, 1e-5, 1e-5, "margins");
            Near.Equal(golden[$"{Older}reward_accuracy"], terms.Accuracy, 1e-5, 1e-5, "accuracy");

            var shift = new RewardShift();
            var loss = new BcoLoss(answers.Beta, shift);
            loss.Compute(pairs);
            Near.Equal(golden.Number($"{Older}bco_pair.delta1"), shift.Mean, 1e-5, 1e-5, "first mean");
            var second = loss.Compute(pairs with
            {
                PolicyChosen = pairs.PolicyRejected * 0.5, PolicyRejected = pairs.PolicyChosen,
                ReferenceChosen = pairs.ReferenceRejected, ReferenceRejected = pairs.ReferenceChosen,
            });
            Near.Equal(golden.Number($"{Older}bco_pair.delta2"), shift.Mean, 1e-5, 1e-5, "second mean");
            Near.Equal(golden[$"{Older}bco_pair.second_losses"], second.PairLosses, 1e-5, 1e-5, "second batch");
        }
    }

    [Fact]
    public void The_mixture_is_InternVLs()
    {
        foreach (var golden in Folders())
        {
            var answers = new GoldenPairs(golden);
            using var logits = golden["policy_logits"].clone().requires_grad_();
            var pairs = answers.Pairs(logits);
            var terms = new MpoLoss(answers.Beta, 0.8, 0.2, 1, new RewardShift()).Compute(pairs);
            Near.Equal(golden["mpo_internvl.loss"], terms.Loss, 1e-5, 1e-5, "loss");
            Near.Equal(golden["mpo_internvl.preference_losses"], terms.PairLosses, 1e-5, 1e-5, "pair losses");
            Near.Equal(golden["mpo_internvl.nll"], terms.Loss - terms.PairLosses.mean(), 1e-5, 1e-5, "cross-entropy");
            Near.Equal(golden["mpo_internvl.chosen_rewards"], terms.ChosenRewards, 1e-5, 1e-5, "rewards");
            terms.Loss.backward();
            Near.Equal(golden["mpo_internvl.grad_policy_logits"], logits.grad!, 1e-6, 1e-4, "gradient");
        }
    }

    private static IReadOnlyList<GoldenFolder> Folders()
    {
        var folders = GoldenFolder.With($"{Newest}sigmoid.loss");
        if (Models.Goldens.AreOwn) Assert.Single(folders);
        return folders;
    }

    // Neither shift nor smoothing of the sigmoid in 1.9.
    private static PreferenceLoss Newer(string setting, double beta) => setting switch
    {
        "bco_pair" => new BcoLoss(beta),
        "mpo" => new MpoLoss(beta, 0.8, 0.2, 1, null),
        _ => Loss(setting, beta),
    };

    // hinge, sigmoid_beta0.5, robust_ls0.1
    private static PreferenceLoss Loss(string setting, double beta)
    {
        var parts = Setting().Match(setting);
        double Number(string group, double fallback) => parts.Groups[group].Success ? double.Parse(parts.Groups[group].Value, CultureInfo.InvariantCulture) : fallback;
        return PreferenceLosses.Build(parts.Groups["name"].Value, Number("beta", beta), Number("ls", 0));
    }

    [GeneratedRegex(@"^(?<name>.+?)(_beta(?<beta>[\d.]+))?(_ls(?<ls>[\d.]+))?$")]
    private static partial Regex Setting();
}
