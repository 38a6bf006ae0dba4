using Pivot.Runner.Evaluation.Probes;

namespace Pivot.Runner.Tests.Evaluation.Probes;

public class LbfgsTests
{
    [Fact]
    public void Finds_the_bottom_of_Rosenbrocks_valley()
    {
        var result = new Lbfgs(1e-8, 200).Minimise(Rosenbrock, [-1.2, 1]);
        Assert.True(result.Converged);
        Assert.Equal(1, result.Point[0], 7);
        Assert.Equal(1, result.Point[1], 7);
        Assert.InRange(result.Iterations, 10, 60);
    }

    [Fact]
    public void A_badly_scaled_quadratic_in_fifty_dimensions_converges()
    {
        // f = sum_i 10^(i / 20) (x_i - i)^2 / 2: curvatures from 1 to 282
        double Quadratic(double[] x, double[] g)
        {
            var f = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                var curvature = Math.Pow(10, i / 20.0);
                g[i] = curvature * (x[i] - i);
                f += 0.5 * g[i] * (x[i] - i);
            }
            return f;
        }
        var result = new Lbfgs(1e-6, 200).Minimise(Quadratic, new double[50]);
        Assert.True(result.Converged);
        Assert.All(Enumerable.Range(0, 50), i => Assert.Equal(i, result.Point[i], 5));
    }

    [Fact]
    public void Says_when_it_was_stopped_before_the_bottom()
    {
        var result = new Lbfgs(1e-8, 3).Minimise(Rosenbrock, [-1.2, 1]);
        Assert.False(result.Converged);
        Assert.Equal(3, result.Iterations);
        Assert.True(result.Value < 24.2); // f(-1.2, 1) = 24.2
    }

    [Fact]
    public void A_step_meets_both_Wolfe_conditions()
    {
        double[] start = [-1.2, 1], gradient = new double[2];
        var value = Rosenbrock(start, gradient);
        var direction = Array.ConvertAll(gradient, g => -g);
        foreach (var length in new[] { 1e-6, 1e-3, 1.0, 100 })
        {
            var step = WolfeLineSearch.Find(Rosenbrock, start, value, gradient, direction, length)!;
            var slope = Lbfgs.Dot(gradient, direction);
            Assert.True(step.Value <= value + 1e-4 * step.Length * slope);
            Assert.True(Math.Abs(Lbfgs.Dot(step.Gradient, direction)) <= 0.9 * Math.Abs(slope));
        }
        Assert.Null(WolfeLineSearch.Find(Rosenbrock, start, value, gradient, gradient, 1)); // uphill
    }

    private static double Rosenbrock(double[] x, double[] g)
    {
        var (a, b) = (1 - x[0], x[1] - x[0] * x[0]);
        g[0] = -2 * a - 400 * x[0] * b;
        g[1] = 200 * b;
        return a * a + 100 * b * b;
    }
}
