using Pivot.Runner.Training.Objectives.Groups;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives.Groups;

public sealed class GrpoLossTests
{
    [Fact]
    public void Advantages_of_two_groups_worked_by_hand()
    {
        // 1, 3: mean 2, unbiased std sqrt(2); 5, 5: no variance.
        var found = GroupAdvantages.Of(tensor(new float[] { 1, 3, 5, 5 }), 2, AdvantageScale.Group).data<float>().ToArray();
        Assert.Equal([-1 / (Math.Sqrt(2) + 1e-4), 1 / (Math.Sqrt(2) + 1e-4), 0, 0], found.Select(x => (double)x), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Throws<ArgumentException>(() => GroupAdvantages.Of(zeros(3), 2, AdvantageScale.Group));
        Assert.Throws<ArgumentException>(() => GroupAdvantages.Of(zeros(2), 1, AdvantageScale.Group));
    }

    [Fact]
    public void A_ratio_beyond_the_clip_gives_no_gradient_where_it_would_be_rewarded()
    {
        // Ratios 2 and 0.5 of two answers of one token each, advantage 1: min(2, 1.28) and min(0.5, 0.8).
        using var policy = tensor(new[] { (float)Math.Log(2), (float)Math.Log(0.5) }, [2, 1]).requires_grad_();
        var terms = new GrpoLoss(new GrpoSettings { EpsilonHigh = 0.28, Beta = 0 }).Compute(new GrpoBatch(policy, zeros(2, 1), null, ones(2, 1), ones(2)));
        Assert.Equal(-(1.28 + 0.5) / 2, terms.Loss.ToDouble(), 6);
        Assert.Equal(0.5, terms.ClippedHigh.ToDouble(), 6);
        Assert.Equal(0, terms.ClippedLow.ToDouble());
        terms.Loss.backward();
        Assert.Equal([0, -0.25], policy.grad!.data<float>().Select(x => (double)x), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Pads_count_nowhere_and_the_divergence_is_worked_by_hand()
    {
        // log(pi_ref / pi) = 1 at the one real token: e - 1 - 1; advantage 0.
        var batch = new GrpoBatch(tensor(new float[] { -2, 7 }, [1, 2]), null, tensor(new float[] { -1, 3 }, [1, 2]), tensor(new float[] { 1, 0 }, [1, 2]), zeros(1));
        var terms = new GrpoLoss(new GrpoSettings { Beta = 0.5 }).Compute(batch);
        Assert.Equal(0.5 * (Math.E - 2), terms.Loss.ToDouble(), 6);
        Assert.Equal(Math.E - 2, terms.Kl.ToDouble(), 6);
    }

    [Fact]
    public void Settings_and_shapes_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new GrpoLoss(new GrpoSettings { EpsilonLow = 1 }));
        Assert.Throws<ArgumentException>(() => new GrpoLoss(new GrpoSettings { Delta = 1.1 }));
        Assert.Throws<ArgumentException>(() => new GrpoLoss(new GrpoSettings { Average = GroupAverage.Constant }));
        var loss = new GrpoLoss(new GrpoSettings());
        Assert.Contains("reference", Assert.Throws<ArgumentException>(() => loss.Compute(new GrpoBatch(zeros(1, 1), null, null, ones(1, 1), zeros(1)))).Message);
        Assert.Throws<ArgumentException>(() => loss.Compute(new GrpoBatch(zeros(1, 2), null, zeros(1, 2), ones(1, 1), zeros(1))));
    }
}
