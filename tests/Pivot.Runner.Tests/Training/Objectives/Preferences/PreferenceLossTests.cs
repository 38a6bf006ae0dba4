using Pivot.Runner.Training.Objectives.Preferences;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives.Preferences;

public sealed class PreferenceLossTests
{
    // One pair: l_c = -1 - -2 = 1 over 2 tokens, l_r = -5 - -3 = -2 over 4 tokens. beta 0.5: r_c = 0.5, r_r = -1, h = 1.5.
    private static PreferencePairs Pair => new(tensor(new float[] { -1 }), tensor(new float[] { -5 }), tensor(new float[] { -2 }), tensor(new float[] { -3 }),
        tensor(new float[] { 2 }), tensor(new float[] { 4 }));

    [Theory]
    [InlineData("sigmoid", 0, 0.2014133)] // log(1 + e^-1.5)
    [InlineData("hinge", 0, 0)] // max(0, 1 - 1.5)
    [InlineData("ipo", 0, 0)] // 1/2 - -2/4 = 1 = 1 / (2 beta)
    [InlineData("sigmoid_norm", 0, 0.4740770)] // r_c / 2 - r_r / 4 = 0.5: log(1 + e^-0.5)
    [InlineData("robust", 0.2, -0.2985867)] // (0.8 * 0.2014133 - 0.2 * 1.7014133) / 0.6
    [InlineData("nca_pair", 0, 1.1177463)] // 0.4740770 + 0.9740770 / 2 + 0.3132617 / 2, exactly 1.11774635
    [InlineData("sppo_hard", 0, 1)] // (1 - 1)^2 + (-2 + 1)^2
    [InlineData("apo_zero", 0, 0.6464821)] // 1 - 0.6224593 + 0.2689414
    [InlineData("apo_down", 0, 0.8048848)] // 0.6224593 + 1 - 0.8175745
    public void A_pair_worked_by_hand(string name, double smoothing, double expected)
    {
        Assert.Equal(expected, PreferenceLosses.Build(name, 0.5, smoothing).Compute(Pair).Loss.ToDouble(), 6);
    }

    [Fact]
    public void The_reverse_divergence_of_exo_is_worked_by_hand()
    {
        // p = sigmoid(1.5) = 0.8175745; p (log p - log 0.9) + (1 - p) (log(1 - p) - log 0.1)
        var expected = 0.8175745 * (-0.2014133 - Math.Log(0.9)) + 0.1824255 * (-1.7014133 - Math.Log(0.1));
        Assert.Equal(expected, PreferenceLosses.Build("exo_pair", 0.5, 0.1).Compute(Pair).Loss.ToDouble(), 6);
    }

    [Fact]
    public void The_running_mean_takes_a_batch_in_before_it_is_used_and_an_evaluation_only_reads_it()
    {
        var shift = new RewardShift();
        var loss = new BcoLoss(0.5, shift);
        loss.Compute(Pair);
        Assert.Equal((-0.25, 2), (shift.Mean, shift.Count)); // (0.5 - 1) / 2
        var other = Pair with { PolicyChosen = tensor(new float[] { 1 }) }; // r_c = 1.5: mean 0.25 of this batch, 0 of both
        using (no_grad())
        {
            Assert.Equal(Math.Log(1 + Math.Exp(-1.75)) + Math.Log(1 + Math.Exp(-0.75)), loss.Compute(other).Loss.ToDouble(), 6);
            Assert.Equal((-0.25, 2), (shift.Mean, shift.Count));
        }
        Assert.Equal(Math.Log(1 + Math.Exp(-1.5)) + Math.Log(1 + Math.Exp(-1)), loss.Compute(other).Loss.ToDouble(), 6);
        Assert.Equal((0, 4), (shift.Mean, shift.Count));

        var again = new RewardShift();
        again.Restore(shift.Values);
        Assert.Equal((shift.Mean, shift.Count), (again.Mean, again.Count));
    }

    [Fact]
    public void A_name_that_is_not_there_and_a_share_out_of_range_are_refused()
    {
        Assert.Contains("sigmoid", Assert.Throws<ArgumentException>(() => PreferenceLosses.Build("sigmoit", 0.1, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => PreferenceLosses.Build("exo_pair", 0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PreferenceLosses.Build("robust", 0.1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MpoLoss(0.1, 0.8, -0.2, 1, null));
        Assert.Equal(11, PreferenceLosses.Names.Count);
    }

    [Fact]
    public void Every_loss_has_its_word_in_the_language()
    {
        foreach (var name in PreferenceLosses.Names.Append("mpo"))
        {
            var smoothing = name == "exo_pair" ? ", label_smoothing: 0.1" : "";
            var spec = $$"""
                pivot: 1
                name: losses
                data: { scenes: { source: scenes, train: 20, test: 4 } }
                models: { nano: { vision_tower: { arch: siglip }, language_model: { arch: qwen2 } } }
                stages:
                  base: { kind: sft, model: nano, data: scenes.captions, steps: 1 }
                  post: { kind: dpo, from: base, data: scenes.preference, steps: 1, loss: {{name}}{{smoothing}} }
                """;
            using var folder = new Data.TemporaryFolder();
            Assert.Empty(Pivot.Dsl.Plans.ExperimentCompiler.Compile(folder.Write("spec.yaml", spec), [], null).Diagnostics);
        }
    }
}
