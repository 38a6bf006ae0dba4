namespace Pivot.Runner.Evaluation.Probes;

/// <summary>
/// Step length by the strong Wolfe conditions: f(a) &lt;= f(0) + c1 a f'(0) and |f'(a)| &lt;= c2 |f'(0)|. Nocedal and Wright 2006,
/// Numerical Optimization, https://doi.org/10.1007/978-0-387-40065-5, algorithms 3.5 and 3.6 with cubic interpolation (3.59).
/// </summary>
internal static class WolfeLineSearch
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MaxEvaluations = 40;

    /// <summary>A step that meets both conditions, or null where rounding lets none be found or the direction does not descend.</summary>
    public static WolfeStep? Find(
        ObjectiveFunction function, double[] point, double value, double[] gradient, double[] direction, double firstLength)
    {
        var slope = Lbfgs.Dot(gradient, direction);
        if (!(slope < 0)) return null;
        var start = new WolfeStep(0, value, slope, point, gradient);
        var previous = start;
        var length = firstLength;
        for (var evaluations = 1; evaluations < MaxEvaluations; evaluations++)
        {
            var step = Evaluate(function, start, direction, length);
            if (!Decreases(step, start) || (evaluations > 1 && step.Value >= previous.Value))
                return Zoom(function, start, direction, previous, step, evaluations);
            if (IsFlat(step, start)) return step;
            if (step.Slope >= 0) return Zoom(function, start, direction, step, previous, evaluations);
            (previous, length) = (step, 2 * length);
        }
        return null;
    }

    // Invariant: low is the best step so far that decreases enough, and a step that meets both conditions lies between low and high.
    private static WolfeStep? Zoom(
        ObjectiveFunction function, WolfeStep start, double[] direction, WolfeStep low, WolfeStep high, int evaluations)
    {
        for (; evaluations < MaxEvaluations; evaluations++)
        {
            var step = Evaluate(function, start, direction, Between(low, high));
            if (!Decreases(step, start) || step.Value >= low.Value)
            {
                high = step;
                continue;
            }
            if (IsFlat(step, start)) return step;
            if (step.Slope * (high.Length - low.Length) >= 0) high = low;
            low = step;
        }
        return null;
    }

    private static WolfeStep Evaluate(ObjectiveFunction function, WolfeStep start, double[] direction, double length)
    {
        var point = new double[direction.Length];
        for (var i = 0; i < point.Length; i++) point[i] = start.Point[i] + length * direction[i];
        var gradient = new double[point.Length];
        var value = function(point, gradient);
        return new(length, value, Lbfgs.Dot(gradient, direction), point, gradient);
    }

    // Written so that NaN does not decrease.
    private static bool Decreases(WolfeStep step, WolfeStep start) => step.Value <= start.Value + Decrease * step.Length * start.Slope;

    private static bool IsFlat(WolfeStep step, WolfeStep start) => Math.Abs(step.Slope) <= Curvature * -start.Slope;

    // Minimiser of the cubic through both ends, kept a tenth of the interval away from them so that every trial shrinks it.
    private static double Between(WolfeStep a, WolfeStep b)
    {
        var width = b.Length - a.Length;
        var d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Length - b.Length);
        var d2 = Math.Sign(width) * Math.Sqrt(d1 * d1 - a.Slope * b.Slope);
        var share = 1 - (b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2);
        return a.Length + width * (double.IsFinite(share) ? Math.Clamp(share, 0.1, 0.9) : 0.5);
    }
}
