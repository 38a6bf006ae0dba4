using Pivot.Runner.Evaluation.Probes;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Evaluation.Probes;

public class LogisticRegressionTests
{
    private static readonly double[] Points = [1.0, 0.5, 0.2, -1.0, -0.7, 0.3, 0.9, -0.4, -0.1, 0.8, 0.4, 0.1, -1.2, -0.6];
    private static readonly int[] Labels = [0, 1, 2, 0, 2, 1, 1];

    [Fact]
    public void Two_points_worked_by_hand()
    {
        // x = 1 and -1, W = (w, -w), b = 0 by symmetry: w^2 + 2 C log(1 + e^-2w) is least where w = 2 C sigmoid(-2w).
        // C = (1 + e) / 4 makes that w = 1/2.
        using var model = new LogisticRegression((1 + Math.E) / 4, 1e-10).Fit(tensor(new double[] { 1, -1 }).reshape(2, 1), [0, 1], 2);
        Assert.True(model.Converged);
        Assert.Equal([0.5, -0.5], model.Weights.data<double>(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0.0, 0], model.Intercepts.data<double>(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(0.25 + (1 + Math.E) / 2 * Math.Log(1 + 1 / Math.E), model.Objective, 9);
    }

    // Expected: Newton's method with the full Hessian, written separately in plain Python, gradient below 1e-13.
    [Theory]
    [InlineData(1.0, 5.527496715620696, new[] { 0.8909758, 0.0222358, -0.2800912, -0.3287955, -0.7191451, 0.3398921, -0.5621803, 0.6969093, -0.0598009 })]
    [InlineData(10.0, 29.369939909113516, new[] { 2.7837647, -0.3768455, -0.9495222, -0.8345347, -1.7426301, 0.9388285, -1.94923, 2.1194757, 0.0106937 })]
    public void Three_classes_agree_with_an_independent_Newton_solution(double c, double objective, double[] expected)
    {
        using var model = new LogisticRegression(c, 1e-9).Fit(tensor(Points).reshape(7, 2), Labels, 3);
        var found = cat([model.Weights, model.Intercepts.unsqueeze(1)], 1).data<double>().ToArray();
        Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(objective, model.Objective, 9);
    }

    [Fact]
    public void The_default_tolerance_leaves_no_gradient_above_it()
    {
        var features = tensor(Points).reshape(7, 2);
        using var model = new LogisticRegression(10).Fit(features, Labels, 3);
        // Gradient of sum CE + ||W||^2 / 2C in W: (softmax - onehot)^T X + W / C
        var error = nn.functional.softmax(model.Logits(features), 1) - nn.functional.one_hot(tensor(Labels.Select(l => (long)l).ToArray()), 3);
        var gradient = error.t().mm(features) + model.Weights / 10;
        Assert.True(model.Converged);
        Assert.InRange(gradient.abs().max().ToDouble(), 0, 1e-4);
        Assert.InRange(error.sum(dim: 0).abs().max().ToDouble(), 0, 1e-4);
    }

    [Fact]
    public void The_same_rows_give_the_same_bits_and_no_tensor_is_left_behind()
    {
        var features = tensor(Points).reshape(7, 2);
        using var first = new LogisticRegression(3).Fit(features, Labels, 3);
        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var second = new LogisticRegression(3).Fit(features, Labels, 3)) Assert.True(first.Weights.Equals(second.Weights));
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Rows_and_labels_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LogisticRegression(1).Fit(zeros(3, 2), [0, 1], 2));
        Assert.Throws<ArgumentException>(() => new LogisticRegression(1).Fit(zeros(2, 2), [0, 2], 2));
        Assert.Throws<ArgumentException>(() => new LogisticRegression(1).Fit(zeros(2, 2), [0, -1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticRegression(0));
    }
}
