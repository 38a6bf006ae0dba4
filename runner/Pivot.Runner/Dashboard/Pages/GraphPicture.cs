using Pivot.Runner.Dashboard.Markup;

namespace Pivot.Runner.Dashboard.Pages;

/// <summary>The plan as a picture: boxes in columns, what is read left of what reads it, in the colours of their states.</summary>
internal static class GraphPicture
{
    private const int BoxWidth = 176;
    private const int BoxHeight = 46;
    private const int ColumnGap = 56;
    private const int RowGap = 12;
    private const int Margin = 4;
    private const int Letters = 24;
    private const int MostInSight = 10;

    /// <summary>The picture.</summary>
    public static Html Render(IReadOnlyList<GraphNode> nodes)
    {
        var columns = GraphLayout.Columns(nodes);
        var tallest = columns.Max(c => c.Count);
        var (width, height) = (columns.Count * (BoxWidth + ColumnGap) - ColumnGap + 2 * Margin, tallest * (BoxHeight + RowGap) - RowGap + 2 * Margin);
        var places = new Dictionary<string, (double X, double Y)>();
        for (var c = 0; c < columns.Count; c++)
        {
            // Short columns stand in the middle of the tallest, unless that is below what one sees at first.
            var top = Margin + (tallest > MostInSight ? 0 : (tallest - columns[c].Count) * (BoxHeight + RowGap) / 2.0);
            for (var r = 0; r < columns[c].Count; r++) places[columns[c][r].Id] = (Margin + c * (BoxWidth + ColumnGap), top + r * (BoxHeight + RowGap));
        }
        var lines = nodes.SelectMany(n => n.Parents.Where(p => p != n.Id && places.ContainsKey(p)).Select(p => Line(places[p], places[n.Id])));
        return Html.Of($"""
            <div class="wide plan"><svg class="graph" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="group" aria-label="plan">
            {lines}{nodes.Select(n => Box(n, places[n.Id]))}
            </svg></div>
            """);
    }

    private static Html Line((double X, double Y) from, (double X, double Y) to)
    {
        var (x1, y1, x2, y2) = (from.X + BoxWidth, from.Y + BoxHeight / 2.0, to.X, to.Y + BoxHeight / 2.0);
        var middle = (x1 + x2) / 2;
        return Html.Of($"""<path class="edge" d="M{x1:0.#} {y1:0.#}C{middle:0.#} {y1:0.#} {middle:0.#} {y2:0.#} {x2:0.#} {y2:0.#}"/>""");
    }

    private static Html Box(GraphNode node, (double X, double Y) place)
    {
        var present = node.Stages.Present.ToList();
        var at = place.X;
        var pieces = present.Select(p =>
        {
            var (from, width) = (at, (double)BoxWidth * p.Count / node.Stages.Total);
            at += width;
            return Html.Of($"""<rect class="{Parts.StateClass(p.State)}" x="{from:0.##}" y="{place.Y + BoxHeight - 6:0.##}" width="{width:0.##}" height="6"/>""");
        }).ToList();
        var told = string.Join(", ", present.Select(p => node.Stages.Total == 1 ? p.State : $"{p.Count} {p.State}"));
        return Html.Of($"""
            <a href="{node.Url}" class="box {(present.Count == 1 ? Parts.StateClass(present[0].State) : "is-mixed")}"><title>{node.Title}: {told}</title>
            <rect class="body" x="{place.X:0.##}" y="{place.Y:0.##}" width="{BoxWidth}" height="{BoxHeight}"/>{pieces}
            <text x="{place.X + 8:0.##}" y="{place.Y + 17:0.##}">{Cut(node.Title)}</text><text class="note" x="{place.X + 8:0.##}" y="{place.Y + 33:0.##}">{Cut(node.Note.Length > 0 ? $"{node.Note} · {told}" : told, Letters + 3)}</text></a>
            """);
    }

    private static string Cut(string text, int letters = Letters)
    {
        if (text.Length <= letters) return text;
        // Not in the middle of a letter of two parts.
        var end = char.IsHighSurrogate(text[letters - 2]) ? letters - 2 : letters - 1;
        return text[..end] + "…";
    }
}
