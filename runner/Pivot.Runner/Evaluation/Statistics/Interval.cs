namespace Pivot.Runner.Evaluation.Statistics;

/// <summary>A closed interval of values.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, not below <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether the value lies outside. An interval of a difference that excludes 0 tells the two sides apart.</summary>
    public bool Excludes(double value) => value < Low || value > High;
}
