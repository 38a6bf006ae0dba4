using System.Globalization;
using Pivot.Runner.Reports.Model;

namespace Pivot.Runner.Reports.Rendering;

/// <summary>The judged claims as files.</summary>
internal static class ClaimTable
{
    /// <summary>Name of the files, without ending.</summary>
    public const string Name = "claims";

    private const string Head = "claim,point,metric,expect,margin,confidence,left_mean,right_mean,difference,seeds_low,seeds_high,items_low,items_high,items,verdict,why,registered,keys";

    /// <summary>Lines of the CSV, every digit.</summary>
    public static IEnumerable<string> Csv(IReadOnlyList<ClaimEntry> claims) => claims.Select(c => string.Join(',', new[]
    {
        c.Name, c.Point, c.Spec.Metric, c.Spec.Expect, Numbers.Exact(c.Spec.Margin), Numbers.Exact(c.Spec.Confidence), Number(c.Left?.Mean), Number(c.Right?.Mean),
        Number(c.Difference), Number(c.OverSeeds?.Low), Number(c.OverSeeds?.High), Number(c.OverItems?.Low), Number(c.OverItems?.High),
        c.Items > 0 ? c.Items.ToString(CultureInfo.InvariantCulture) : "", c.VerdictText, c.Why, c.Registered,
        string.Join(' ', new[] { c.Left, c.Right }.OfType<MeasureCell>().SelectMany(m => m.Keys).Distinct()),
    }.Select(Escape.Csv))).Prepend(Head);

    /// <summary>Lines of the LaTeX table (booktabs).</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="plan">First digits of the plan's hash, said in a comment.</param>
    public static IEnumerable<string> Latex(IReadOnlyList<ClaimEntry> claims, string plan)
    {
        yield return $"% Claims registered in the spec, and what the numbers say. Plan {plan}. Needs \\usepackage{{booktabs}}.";
        yield return "\\begin{tabular}{lllrccl}";
        yield return "\\toprule";
        yield return "claim & metric & expectation & difference & over seeds & over items & verdict \\\\";
        yield return "\\midrule";
        foreach (var c in claims)
        {
            string[] cells = [c.Point.Length > 0 ? $"{c.Name} ({c.Point})" : c.Name, c.Spec.Metric, $"{c.Expected} ({c.ConfidenceText})", c.DifferenceText, c.SeedsText, c.ItemsText, c.VerdictText];
            yield return $"{string.Join(" & ", cells.Select(Escape.Latex))} \\\\";
        }
        yield return "\\bottomrule";
        yield return "\\end{tabular}";
    }

    private static string Number(double? value) => value is { } number ? Numbers.Exact(number) : "";
}
