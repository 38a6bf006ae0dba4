using Pivot.Runner.Data.Sources;

namespace Pivot.Runner.Stages;

/// <summary>Keeps what became of a stage's rows, for the report and for who looks into its folder.</summary>
public static class StageRows
{
    /// <summary>Writes <c>rows.json</c> where rows were mended or left out.</summary>
    public static void Keep(StageContext context, RowReport report)
    {
        if (!report.IsPlain) context.Folder.WriteRows(report.ToJson());
    }
}
