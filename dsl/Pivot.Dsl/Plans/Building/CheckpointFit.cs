using Pivot.Dsl.Graphs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A checkpoint's tensors against a module's parameters.</summary>
internal static class CheckpointFit
{
    private const int MostListed = 10;
    private const int MostCharacters = 200; // of a list: a diagnostic is to be read
    private const string Prefix = "vision_model.";
    private static readonly string[] Floats = ["F64", "F32", "F16", "BF16"];

    /// <summary>
    /// What is missing, unexpected or misshapen in one sentence, at most ten of each, or null when all fits. Names are told without the <c>vision_model.</c>
    /// that they begin with.
    /// </summary>
    public static string? Faults(ModuleNode root, IReadOnlyList<CheckpointTensor> tensors)
    {
        var all = Parameters(root, "").ToList();
        var expected = all.ToDictionary(p => p.Name, p => p.Shape);
        // A tied head has no tensor of its own; some files have a copy.
        var needless = all.Where(p => p.IsTied).Select(p => p.Name).ToHashSet();
        var found = tensors.ToDictionary(t => t.Name);
        var faults = new List<string>();
        Add(faults, "missing", expected.Keys.Where(name => !found.ContainsKey(name) && !needless.Contains(name)));
        Add(faults, "unexpected", found.Keys.Where(name => !expected.ContainsKey(name)));
        Add(faults, "misshapen", expected.Where(e => found.TryGetValue(e.Key, out var tensor) && !tensor.Shape.SequenceEqual(e.Value))
            .Select(e => $"{e.Key} {Shape(found[e.Key].Shape)} for {Shape(e.Value)}"));
        Add(faults, "not of floating-point numbers", found.Values.Where(t => expected.ContainsKey(t.Name) && !Floats.Contains(t.Type)).Select(t => $"{t.Name} {t.Type}"));
        return faults.Count == 0 ? null : string.Join("; ", faults);
    }

    private static IEnumerable<(string Name, IReadOnlyList<long> Shape, bool IsTied)> Parameters(ModuleNode node, string prefix)
    {
        prefix = node.Name.Length == 0 ? prefix : $"{prefix}{node.Name}.";
        return node.Parameters.Select(p => (prefix + p.Name, p.Shape, p.Tied)).Concat(node.Children.SelectMany(child => Parameters(child, prefix)));
    }

    private static void Add(List<string> faults, string kind, IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).Select(name => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name).ToList();
        if (all.Count == 0) return;
        int length = 0;
        var told = all.Take(MostListed).TakeWhile((name, i) => (length += name.Length + 2) <= MostCharacters || i == 0).ToList();
        faults.Add($"{all.Count} {kind}: {string.Join(", ", told)}{(told.Count < all.Count ? $" and {all.Count - told.Count} more" : "")}");
    }

    private static string Shape(IReadOnlyList<long> shape) => $"[{string.Join(", ", shape)}]";
}
