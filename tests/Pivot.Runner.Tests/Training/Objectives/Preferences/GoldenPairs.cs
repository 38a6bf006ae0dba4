using Pivot.Runner.Tests.Goldens;
using Pivot.Runner.Training.Objectives;
using Pivot.Runner.Training.Objectives.Preferences;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives.Preferences;

/// <summary>A golden batch of chosen rows and then rejected ones, as the product's losses read it.</summary>
internal sealed class GoldenPairs(GoldenFolder golden)
{
    private readonly int rows = (int)golden["input_ids"].size(0);

    public double Beta => golden.Notes.GetProperty("settings").GetProperty("beta").GetDouble();

    /// <summary>Scored tokens of each row, [2B].</summary>
    public Tensor Tokens => golden["completion_mask"].narrow(1, 1, golden["completion_mask"].size(1) - 1).sum(1).to_type(ScalarType.Float32);

    /// <summary>Rows of a padded batch to scored tokens: the token at t is scored from the logits at t - 1.</summary>
    public (Tensor Logits, Tensor Targets, Tensor Rows) Scored(Tensor logits)
    {
        var length = logits.shape[1];
        var places = golden["completion_mask"].narrow(1, 1, length - 1).nonzero(); // [N, 2]: row, t - 1
        var (row, before) = (places.select(1, 0), places.select(1, 1));
        return (logits.flatten(0, 1).index_select(0, row * length + before), golden["input_ids"].flatten().index_select(0, row * length + before + 1), row);
    }

    public Tensor Sums(Tensor logits)
    {
        var (scored, targets, row) = Scored(logits);
        return AnswerLogProbabilities.Sum(scored, targets, row, rows);
    }

    public PreferencePairs Pairs(Tensor logits)
    {
        var (policy, reference, tokens, half) = (Sums(logits), Sums(golden["ref_logits"]), Tokens, rows / 2);
        return new PreferencePairs(policy.narrow(0, 0, half), policy.narrow(0, half, half), reference.narrow(0, 0, half), reference.narrow(0, half, half),
            tokens.narrow(0, 0, half), tokens.narrow(0, half, half));
    }

    public Tensor ChosenCrossEntropy(Tensor logits)
    {
        var (scored, targets, row) = Scored(logits);
        var chosen = row.lt(rows / 2).nonzero().squeeze(1);
        return TokenCrossEntropy.Loss(scored.index_select(0, chosen), targets.index_select(0, chosen));
    }
}
