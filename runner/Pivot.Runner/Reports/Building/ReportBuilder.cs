using System.Globalization;
using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Plans.Confounds;
using Pivot.Runner.Reports.Figures;
using Pivot.Runner.Reports.Model;
using Pivot.Runner.Reports.Reading;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports.Building;

/// <summary>Store to report model.</summary>
internal static class ReportBuilder
{
    /// <summary>Builds everything a template may print, figures drawn.</summary>
    public static ReportModel Build(Plan plan, RunRecord record, Func<string, CompletedStage?> find, string folder)
    {
        var results = new StoredResults(plan, record, find);
        var rows = ReportRows.Of(plan);
        var references = new StageReferences(plan);
        var adjustments = new Adjustments(plan, results);
        var tables = new MeasureTables(plan, results, rows, references, adjustments);
        var run = new RunSections(plan, record, results, references, adjustments);
        var comparison = tables.Of("arms", "Arms compared", MeasureColumns.Compared(plan));
        var seeds = plan.Trials.Select(t => t.Seed).Distinct().ToList();
        return new ReportModel
        {
            Title = plan.Name,
            Question = plan.Spec.Question?.Trim() ?? "",
            Hash = plan.Hash[..Math.Min(12, plan.Hash.Length)],
            Arms = rows.Select(r => r.Label).ToList(),
            Baseline = comparison.Baseline ?? "",
            Seeds = Numbers.Join(seeds.Select(s => s.ToString()).ToList()),
            SeedCount = seeds.Count,
            Started = record.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            Duration = record.FinishedAt is { } end ? Numbers.Duration((end - record.StartedAt).TotalSeconds) : "",
            Host = record.Host,
            Findings = Findings.Of(comparison),
            Comparison = comparison,
            ComparisonFigure = comparison.Rows.All(r => r.IsEmpty) ? null
                : new ReportFigure("figures/arms.png", "The arms compared, a panel a metric", ComparisonFigure.Draw(comparison)),
            Sweeps = rows.Select(r => r.Point).Distinct().Count() > 1,
            Claims = new Claims(plan, results, rows, references, tables, Registered(folder)).All(),
            Confounds = ArmConfounds.Merged(plan),
            Benchmarks = new BenchmarkSections(plan, results, rows, tables).All(),
            Probes = new ProbeSections(plan, results, rows, tables).All(),
            Curves = new CurveSections(plan, results, rows, references).All(),
            Training = new TrainingEntries(plan, results, rows, references, adjustments).All(),
            Sharing = run.Sharing(),
            Failures = run.Failures(),
            Unfinished = run.Unfinished(),
            Spec = plan.ResolvedYaml.TrimEnd(),
            Stages = run.Stages(folder),
        };
    }

    private static IReadOnlyList<RegisteredClaim> Registered(string folder)
    {
        var run = new RunFolder(folder);
        try
        {
            return run.ReadClaims();
        }
        catch (JsonException e)
        {
            throw new ReportException($"{run.Claims}: not a list of claims ({e.Message}), so it cannot be said since when they stand. Mend it, or delete it and run again.", e);
        }
    }
}
