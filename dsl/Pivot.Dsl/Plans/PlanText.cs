using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans.Printing;

namespace Pivot.Dsl.Plans;

/// <summary>
/// A plan for a person: what is asked for, what is shared, what is done already, what it is made of and what it will take. Stages are grouped by
/// name; single nodes are listed where they are few.
/// </summary>
public static class PlanText
{
    private const int MostRows = 20;
    private const int MostGroups = 60;
    private const int MostNodes = 60;
    private const int MostValues = 6;

    /// <summary>The plan as plain text.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="page">What is shown besides it, and how wide.</param>
    public static string Render(Plan plan, PlanPage page)
    {
        var text = new StringBuilder();
        var groups = StageGroup.Of(plan, page.IsCached);
        int cached = groups.Sum(g => g.Cached);
        AppendHead(text, plan, page, cached);
        AppendTable(text, ArmTable.Of(plan, page.Everything ? int.MaxValue : MostRows), plan.Arms.Count, page);
        AppendSweep(text, plan, page);
        var shown = groups.Take(page.Everything ? int.MaxValue : MostGroups).ToList();
        foreach (var table in GroupTable.Of(plan, shown, page)) AppendTable(text, table, groups.Count, page);
        if (page.Forecast is { } forecast)
        {
            var models = ModelTable.Of(shown, forecast);
            if (models.Count > 0) AppendTable(text, models, models.Count, page);
            text.Append("forecast\n");
            foreach (var line in ForecastLines.Of(forecast, plan.Nodes.Count - cached)) AppendWrapped(text, line, page.Width, "          ");
            text.Append('\n');
        }

        if (plan.ToFetch.Count > 0) text.Append(FetchLines.Render(plan.ToFetch)).Append('\n');
        AppendConfounds(text, page);
        if (page.Everything || plan.Nodes.Count <= MostNodes) AppendTable(text, KeyTable.Of(plan, page.IsCached), plan.Nodes.Count, page);
        else text.Append($"{Amounts.Of(plan.Nodes.Count, "node")} not listed; --all lists them\n");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendHead(StringBuilder text, Plan plan, PlanPage page, int cached)
    {
        text.Append($"{plan.Name}  {plan.Hash}\n");
        if (plan.Spec.Question is { } question)
        {
            foreach (var line in TextTable.Lines(question.Trim().ReplaceLineEndings(" "), page.Width)) text.Append(line).Append('\n');
        }

        int points = plan.Trials.Select(t => string.Join('\n', t.Point.Select(p => $"{p.Key}={p.Value}"))).Distinct().Count();
        int seeds = plan.Trials.Select(t => t.Seed).Distinct().Count();
        var sweep = plan.Trials.Any(t => t.Point.Count > 0) ? $", {Amounts.Of(points, "sweep point")}" : "";
        text.Append('\n');
        AppendWrapped(text, $"{Amounts.Of(plan.Trials.Count, "trial")}: {Amounts.Of(plan.Arms.Count, "arm")}{sweep}, {Amounts.Of(seeds, "seed")}", page.Width, "  ");
        AppendWrapped(
            text, $"{Amounts.Of(plan.StagesRequested, "stage")} before sharing, {Amounts.Whole(plan.Nodes.Count)} after; "
            + $"{Amounts.Whole(cached)} in the store, {Amounts.Whole(plan.Nodes.Count - cached)} to run", page.Width, "  ");
        text.Append('\n');
    }

    private static void AppendSweep(StringBuilder text, Plan plan, PlanPage page)
    {
        var values = new Dictionary<string, List<string>>();
        var seen = new HashSet<(string, string)>();
        foreach (var (path, value) in plan.Trials.SelectMany(t => t.Point))
        {
            if (!values.TryGetValue(path, out var list)) values[path] = list = [];
            if (seen.Add((path, value))) list.Add(value);
        }

        if (values.Count == 0) return;
        var table = new TextTable(new("varied"), new("values", Right: true), new("namely", Wraps: true));
        foreach (var (path, list) in values.Take(page.Everything ? int.MaxValue : MostRows))
        {
            int most = page.Everything ? int.MaxValue : MostValues;
            table.Add(path, Amounts.Whole(list.Count), string.Join(", ", list.Take(most)) + (list.Count > most ? $" and {Amounts.Whole(list.Count - most)} more" : ""));
        }

        AppendTable(text, table, values.Count, page);
    }

    private static void AppendConfounds(StringBuilder text, PlanPage page)
    {
        var confounds = page.Warnings.Where(w => w.Code == DiagnosticCodes.Confound).ToList();
        if (confounds.Count == 0) return;
        int most = page.Everything ? int.MaxValue : MostRows;
        text.Append("confounds\n");
        foreach (var warning in confounds.Take(most)) AppendWrapped(text, warning.Message, page.Width, "  ");
        if (confounds.Count > most) text.Append($"and {Amounts.Whole(confounds.Count - most)} more\n");
        text.Append('\n');
    }

    private static void AppendTable(StringBuilder text, TextTable table, int all, PlanPage page)
    {
        table.AppendTo(text, page.Width);
        if (all > table.Count) text.Append($"and {Amounts.Whole(all - table.Count)} more\n");
        text.Append('\n');
    }

    private static void AppendWrapped(StringBuilder text, string line, int width, string indent)
    {
        var lines = TextTable.Lines(line, Math.Max(20, width - indent.Length));
        text.Append(lines[0]).Append('\n');
        foreach (var more in lines.Skip(1)) text.Append(indent).Append(more).Append('\n');
    }
}
