namespace Pivot.Runner.Reports.Model;

/// <summary>A column: one metric of one stage.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Metric">Metric within the stage, such as <c>accuracy</c> or <c>accuracy.general</c>.</param>
/// <param name="Header">Heading without the direction's arrow.</param>
/// <param name="Direction">+1: higher is better; -1: lower is better; 0: neither, such as a chance level.</param>
/// <param name="ItemWord">What the metric is a mean over: <c>questions</c> or <c>images</c>.</param>
public sealed record MeasureColumn(string Stage, string Metric, string Header, int Direction, string ItemWord)
{
    /// <summary><c>stage.metric</c>, as the spec writes it.</summary>
    public string Name => $"{Stage}.{Metric}";

    /// <summary>Heading with an arrow for the direction that is better.</summary>
    public string Heading => Direction switch { > 0 => $"{Header} ↑", < 0 => $"{Header} ↓", _ => Header };
}
