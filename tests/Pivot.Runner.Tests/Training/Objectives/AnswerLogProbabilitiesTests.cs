using Pivot.Runner.Training.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Training.Objectives;

public class AnswerLogProbabilitiesTests
{
    // Three tokens over two words. Probabilities of the targets: 3/4 (logits log 3, 0, target 0), 1/4 (the same, target 1), 1/2 (0, 0).
    private static readonly double Log3 = Math.Log(3);

    private static Tensor Logits() => tensor(new[] { Log3, 0, Log3, 0, 0, 0 }).reshape(3, 2);

    [Fact]
    public void Tokens_are_summed_by_answer_wherever_they_stand()
    {
        var sums = AnswerLogProbabilities.Sum(Logits(), tensor(new long[] { 0, 1, 0 }), tensor(new long[] { 1, 0, 1 }), 3);
        Assert.Equal([Math.Log(0.25), Math.Log(0.75 * 0.5), 0], sums.data<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Gradient_is_target_minus_probability_times_the_answers_weight()
    {
        using var logits = Logits().requires_grad_();
        var sums = AnswerLogProbabilities.Sum(logits, tensor(new long[] { 0, 1, 0 }), tensor(new long[] { 1, 0, 1 }), 2);
        (sums * tensor(new[] { 1.0, 10 })).sum().backward();
        double[] expected = [10 * 0.25, -10 * 0.25, -0.75, 0.75, 10 * 0.5, -10 * 0.5];
        Assert.Equal(expected, logits.grad!.data<double>(), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Cross_entropy_is_the_mean_over_tokens()
    {
        var loss = TokenCrossEntropy.Loss(Logits(), tensor(new long[] { 0, 1, 0 }));
        Assert.Equal(-Math.Log(0.75 * 0.25 * 0.5) / 3, loss.ToDouble(), 12);
        Assert.Throws<ArgumentException>(() => TokenCrossEntropy.Loss(zeros(0, 2), zeros(0, ScalarType.Int64)));
    }

    [Fact]
    public void Half_precision_logits_are_summed_in_single_precision()
    {
        var sums = AnswerLogProbabilities.Sum(zeros(300, 2, ScalarType.BFloat16), zeros(300, ScalarType.Int64), zeros(300, ScalarType.Int64), 1);
        Assert.Equal(ScalarType.Float32, sums.dtype);
        Assert.Equal(-300 * Math.Log(2), sums.ToDouble(), 3);
    }
}
