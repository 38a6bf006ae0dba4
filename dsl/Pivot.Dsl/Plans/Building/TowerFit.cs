using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A checkpoint's tensors against a module's parameters.</summary>
internal static class TowerFit
{
    private const int MostListed = 10;
    private static readonly string[] Floats = ["F64", "F32", "F16", "BF16"];

    /// <summary>What is missing, unexpected or misshapen in one sentence, at most ten of each, or null when all fits.</summary>
    public static string? Faults(ModuleNode root, IReadOnlyList<CheckpointTensor> tensors)
    {
        var expected = Parameters(root, "").ToDictionary(p => p.Name, p => p.Shape);
        var found = tensors.ToDictionary(t => t.Name);
        var faults = new List<string>();
        Add(faults, "missing", expected.Keys.Where(name => !found.ContainsKey(name)));
        Add(faults, "unexpected", found.Keys.Where(name => !expected.ContainsKey(name)));
        Add(faults, "misshapen", expected.Where(e => found.TryGetValue(e.Key, out var tensor) && !tensor.Shape.SequenceEqual(e.Value))
            .Select(e => $"{e.Key} is {Shape(found[e.Key].Shape)}, the tower's is {Shape(e.Value)}"));
        Add(faults, "not of floating-point numbers", found.Values.Where(t => expected.ContainsKey(t.Name) && !Floats.Contains(t.Type)).Select(t => $"{t.Name} is {t.Type}"));
        return faults.Count == 0 ? null : string.Join("; ", faults);
    }

    private static IEnumerable<(string Name, IReadOnlyList<long> Shape)> Parameters(ModuleNode node, string prefix)
    {
        prefix = node.Name.Length == 0 ? prefix : $"{prefix}{node.Name}.";
        return node.Parameters.Select(p => (prefix + p.Name, p.Shape)).Concat(node.Children.SelectMany(child => Parameters(child, prefix)));
    }

    private static void Add(List<string> faults, string kind, IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        if (all.Count == 0) return;
        var more = all.Count > MostListed ? $" and {all.Count - MostListed} more" : "";
        faults.Add($"{all.Count} {kind}: {string.Join(", ", all.Take(MostListed))}{more}");
    }

    private static string Shape(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
