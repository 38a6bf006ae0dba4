using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Training.Objectives;
using Pivot.Runner.Training.Objectives.Groups;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives.Groups;

/// <summary>GRPO and its variants against TRL, from rewards and logits to losses, gradients and metrics.</summary>
[Trait("Category", "Golden")]
public sealed class GrpoGoldenTests
{
    [Fact]
    public void Advantages_are_TRLs_in_all_three_scales()
    {
        foreach (var golden in Folders())
        {
            var size = golden.Notes.GetProperty("settings").GetProperty("num_generations").GetInt32();
            Near.Equal(golden["advantages"], GroupAdvantages.Of(golden["rewards"], size, AdvantageScale.Group), 1e-5, 1e-5, "by group");
            Near.Equal(golden["advantages_noscale"], GroupAdvantages.Of(golden["rewards"], size, AdvantageScale.None), 1e-5, 1e-5, "unscaled");
            Near.Equal(golden["advantages_batchstd"], GroupAdvantages.Of(golden["rewards"], size, AdvantageScale.Batch), 1e-5, 1e-5, "by batch");
        }
    }

    [Fact]
    public void Every_loss_and_gradient_is_TRLs()
    {
        foreach (var golden in Folders())
        {
            var names = golden.Names.Where(n => n.EndsWith(".loss", StringComparison.Ordinal)).Select(n => n[..^".loss".Length]).ToList();
            if (Models.Goldens.AreOwn) Assert.Equal(8, names.Count);
            foreach (var name in names)
            {
                using var logits = golden["policy_logits"].clone().requires_grad_();
                var (settings, batch) = Variant(golden, name, logits);
                var terms = new GrpoLoss(settings).Compute(batch);
                Near.Equal(golden[$"{name}.loss"], terms.Loss, 1e-5, 1e-5, name);
                if (golden.Names.Contains($"{name}.grad_policy_logits"))
                {
                    terms.Loss.backward();
                    Near.Equal(golden[$"{name}.grad_policy_logits"], logits.grad!, 1e-6, 1e-4, $"gradient of {name}");
                }
            }
        }
    }

    [Fact]
    public void Log_probabilities_divergence_and_metrics_are_TRLs()
    {
        foreach (var golden in Folders())
        {
            var logits = golden["policy_logits"];
            var (settings, batch) = Variant(golden, "grpo", logits);
            Near.Equal(golden["policy_token_logps"], batch.Policy, 1e-5, 1e-5, "log-probabilities");
            var terms = new GrpoLoss(settings).Compute(batch);
            Near.Equal(golden["mean_kl"], terms.Kl, 1e-5, 1e-5, "mean KL");
            var tokens = batch.Mask.sum();
            var found = new Dictionary<string, Tensor>
            {
                ["kl"] = terms.Kl, ["entropy"] = (TokenMetrics.Entropy(logits) * batch.Mask).sum() / tokens,
                ["clip_ratio_low_mean"] = terms.ClippedLow, ["clip_ratio_low_min"] = terms.LeastClippedLow,
                ["clip_ratio_high_mean"] = terms.ClippedHigh, ["clip_ratio_high_max"] = terms.MostClippedHigh, ["clip_ratio_region_mean"] = terms.Clipped,
            };
            var names = golden.Names.Where(n => n.StartsWith("grpo.metrics.", StringComparison.Ordinal)).ToList();
            if (Models.Goldens.AreOwn) Assert.Equal(7, names.Count);
            foreach (var name in names) Near.Equal(golden[name], found[name["grpo.metrics.".Length..]], 1e-5, 1e-5, name);

            // k3 of each token: the loss of one token with advantage 0, ratio 1 and beta 1.
            var each = golden["token_kl_k3"].flatten();
            var ones1 = ones(each.shape[0], 1);
            var (policy, reference) = (batch.Policy.reshape(-1, 1), golden["ref_token_logps"].reshape(-1, 1));
            for (var token = 0; token < each.shape[0]; token++)
            {
                var one = new GrpoBatch(policy.narrow(0, token, 1), null, reference.narrow(0, token, 1), ones(1, 1), zeros(1));
                Near.Equal(each[token], new GrpoLoss(settings with { Beta = 1 }).Compute(one).Kl, 1e-5, 1e-5, $"k3 of token {token}");
            }
        }
    }

    private static IReadOnlyList<GoldenFolder> Folders()
    {
        var folders = GoldenFolder.With("grpo.loss");
        if (Models.Goldens.AreOwn) Assert.Single(folders);
        return folders;
    }

    // What the goldens' descriptions say of each name.
    private static (GrpoSettings Settings, GrpoBatch Batch) Variant(GoldenFolder golden, string name, Tensor logits)
    {
        var s = golden.Notes.GetProperty("settings");
        var settings = new GrpoSettings
        {
            EpsilonLow = s.GetProperty("epsilon_low").GetDouble(), EpsilonHigh = s.GetProperty("epsilon_high").GetDouble(), Beta = s.GetProperty("beta").GetDouble(),
        };
        var policy = nn.functional.log_softmax(logits, -1).gather(2, golden["completion_ids"].unsqueeze(2)).squeeze(2); // [N, T]
        var batch = new GrpoBatch(policy, golden["old_token_logps"], golden["ref_token_logps"], golden["completion_mask"].to_type(ScalarType.Float32), golden["advantages"]);
        return name switch
        {
            "grpo" => (settings, batch),
            "grpo_beta0" => (settings with { Beta = 0 }, batch with { Reference = null }),
            "grpo_onpolicy" => (settings, batch with { Old = null }),
            "bnpo" => (settings with { Average = GroupAverage.Token }, batch),
            "dr_grpo" => (settings with { Average = GroupAverage.Constant, MaxAnswerTokens = s.GetProperty("max_completion_length").GetInt32() },
                batch with { Advantages = golden["advantages_noscale"] }),
            "dapo" => (settings with { Average = GroupAverage.Update, Beta = 0 }, batch),
            "gspo" => (settings with { AnswerRatio = true, Beta = 0 }, batch),
            "grpo_delta" => (settings with { Delta = 1.3, Beta = 0 }, batch),
            _ => throw new NotSupportedException($"the goldens have a variant '{name}' that is not tested"),
        };
    }
}
