namespace Pivot.Runner.Dashboard.Pages;

/// <summary>
/// Places of a plan's boxes: what is read stands left of what reads it, and within a column boxes stand near those they read (a few sweeps over the
/// means of their neighbours' places, after Sugiyama).
/// </summary>
internal static class GraphLayout
{
    private const int Sweeps = 4;

    /// <summary>Columns of boxes from left to right. Boxes come in an order in which parents are before their children; a parent that is none of them is left out.</summary>
    public static IReadOnlyList<IReadOnlyList<GraphNode>> Columns(IReadOnlyList<GraphNode> nodes)
    {
        var depth = new Dictionary<string, int>();
        foreach (var node in nodes) depth[node.Id] = node.Parents.Where(p => p != node.Id && depth.ContainsKey(p)).Select(p => depth[p] + 1).DefaultIfEmpty(0).Max();
        var columns = nodes.GroupBy(n => depth[n.Id]).OrderBy(g => g.Key).Select(g => g.ToList()).ToList();
        var children = nodes.SelectMany(n => n.Parents.Select(p => (Parent: p, n.Id))).ToLookup(e => e.Parent, e => e.Id);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var places = Places(columns);
            var downwards = sweep % 2 == 0;
            for (var i = 1; i < columns.Count; i++)
            {
                var at = downwards ? i : columns.Count - 1 - i;
                columns[at] = [.. columns[at].OrderBy(n => Mean(downwards ? n.Parents : children[n.Id], places, places[n.Id]))];
                foreach (var (place, id) in Centred(columns[at])) places[id] = place;
            }
        }
        return columns;
    }

    private static Dictionary<string, double> Places(List<List<GraphNode>> columns) => columns.SelectMany(Centred).ToDictionary(p => p.Id, p => p.Place);

    // From -0.5 to 0.5: columns of different lengths are compared.
    private static IEnumerable<(double Place, string Id)> Centred(List<GraphNode> column) => column.Select((n, i) => ((i + 0.5) / column.Count - 0.5, n.Id)).ToList();

    private static double Mean(IEnumerable<string> ids, Dictionary<string, double> places, double otherwise) =>
        ids.Where(places.ContainsKey).Select(id => places[id]).DefaultIfEmpty(otherwise).Average();
}
