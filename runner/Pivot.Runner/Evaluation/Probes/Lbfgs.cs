namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// Limited-memory BFGS. Liu and Nocedal 1989, https://doi.org/10.1007/BF01589116: direction -H g by the two-loop recursion over the newest
/// (s, y) pairs, H0 = (s.y / y.y) I. Steps meet the strong Wolfe conditions (<see cref="WolfeLineSearch"/>), hence s.y &gt; 0.
/// </summary>
/// <remarks>Plain arrays and loops in a fixed order: the same input gives the same bits.</remarks>
internal sealed class Lbfgs(double tolerance, int maxIterations, int history = 10)
{
    private readonly List<(double[] S, double[] Y, double Rho)> pairs = [];

    /// <summary>Minimises from a starting point until max |gradient| is at most the tolerance.</summary>
    public LbfgsResult Minimise(ObjectiveFunction function, double[] start, CancellationToken cancel = default)
    {
        pairs.Clear();
        var point = (double[])start.Clone();
        var gradient = new double[point.Length];
        var value = function(point, gradient);
        for (var iteration = 0; iteration < maxIterations; iteration++)
        {
            cancel.ThrowIfCancellationRequested();
            if (Largest(gradient) <= tolerance) return new(point, value, iteration, true);

            var direction = Direction(gradient);
            var first = pairs.Count == 0 ? 1 / Math.Max(1, Math.Sqrt(Dot(gradient, gradient))) : 1;
            if (WolfeLineSearch.Find(function, point, value, gradient, direction, first) is not { } step)
            {
                // Rounding has spoilt the memory or nothing can be gained any more: once more along the plain gradient, then give up.
                if (pairs.Count == 0) return new(point, value, iteration, false);
                pairs.Clear();
                continue;
            }
            Remember(Difference(step.Point, point), Difference(step.Gradient, gradient));
            (point, value, gradient) = (step.Point, step.Value, step.Gradient);
        }
        return new(point, value, maxIterations, Largest(gradient) <= tolerance);
    }

    internal static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private double[] Direction(double[] gradient)
    {
        var q = Array.ConvertAll(gradient, g => -g);
        var alphas = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            alphas[i] = pairs[i].Rho * Dot(pairs[i].S, q);
            AddScaled(q, pairs[i].Y, -alphas[i]);
        }
        if (pairs.Count > 0)
        {
            var (s, y, _) = pairs[^1];
            var scale = Dot(s, y) / Dot(y, y);
            for (var i = 0; i < q.Length; i++) q[i] *= scale;
        }
        for (var i = 0; i < pairs.Count; i++) AddScaled(q, pairs[i].S, alphas[i] - pairs[i].Rho * Dot(pairs[i].Y, q));
        return q;
    }

    private void Remember(double[] s, double[] y)
    {
        var curvature = Dot(s, y);
        if (curvature <= 0) return;
        if (pairs.Count == history) pairs.RemoveAt(0);
        pairs.Add((s, y, 1 / curvature));
    }

    private static void AddScaled(double[] target, double[] x, double factor)
    {
        for (var i = 0; i < target.Length; i++) target[i] += factor * x[i];
    }

    private static double[] Difference(double[] a, double[] b)
    {
        var difference = new double[a.Length];
        for (var i = 0; i < a.Length; i++) difference[i] = a[i] - b[i];
        return difference;
    }

    private static double Largest(double[] x)
    {
        var largest = 0.0;
        foreach (var v in x) largest = Math.Max(largest, Math.Abs(v));
        return largest;
    }
}
