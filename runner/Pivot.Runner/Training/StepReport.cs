namespace Pivot.Runner.Training;

/// <summary>What a step or an evaluation gave.</summary>
/// <param name="Loss">Mean loss.</param>
/// <param name="Metrics">Further numbers by name, such as <c>reward_accuracy</c>.</param>
public sealed record StepReport(double Loss, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>The mean of several reports, weighted.</summary>
    public static StepReport Mean(IReadOnlyList<(StepReport Report, double Weight)> reports)
    {
        var total = reports.Sum(r => r.Weight);
        double Of(Func<StepReport, double> value) => reports.Sum(r => value(r.Report) * r.Weight) / total;
        return new StepReport(Of(r => r.Loss), reports[0].Report.Metrics.Keys.ToDictionary(name => name, name => Of(r => r.Metrics[name])));
    }
}
