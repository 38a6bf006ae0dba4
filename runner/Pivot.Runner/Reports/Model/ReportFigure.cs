namespace Pivot.Runner.Reports.Model;

/// <summary>A figure of the report.</summary>
/// <param name="File">Path from the report's folder: <c>figures/NAME.png</c>.</param>
/// <param name="Alt">What it shows, for readers who do not see it.</param>
/// <param name="Png">The picture.</param>
public sealed record ReportFigure(string File, string Alt, byte[] Png)
{
    /// <summary>The figure in Markdown.</summary>
    public string Markdown => $"![{Alt.Replace("]", "\\]")}]({File})";
}
