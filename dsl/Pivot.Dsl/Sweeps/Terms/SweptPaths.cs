using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Sweeps.Terms;

/// <summary>The paths that a sweep sets, each with the first text that sets it.</summary>
internal sealed class SweptPaths
{
    private readonly Dictionary<string, ScalarNode> _whole = [];
    private readonly Dictionary<string, ScalarNode> _leaves = [];
    private readonly Dictionary<string, ScalarNode> _above = [];

    public static SweptPaths Of(IEnumerable<Override> changes)
    {
        var paths = new SweptPaths();
        foreach (var change in changes) paths.Add(change);
        return paths;
    }

    public static SweptPaths Of(IEnumerable<SweepTerm> parts)
    {
        var paths = new SweptPaths();
        foreach (var part in parts.Select(p => p.Paths))
        {
            foreach (var (path, key) in part._whole) paths._whole.TryAdd(path, key);
            foreach (var (path, key) in part._leaves) paths.AddLeaf(path, key);
        }

        return paths;
    }

    /// <summary>Whether something in it changes what a condition looks at: the path itself, what it is in, or what is in it.</summary>
    public bool Reach(string path) => _whole.Keys.Any(whole => whole == path || IsIn(path, whole) || IsIn(whole, path));

    /// <summary>A single value that both set, with where each does.</summary>
    public (string Path, ScalarNode First, ScalarNode Second)? Shared(SweptPaths other)
    {
        foreach (var (path, key) in other._leaves)
        {
            if (Setting(path) is { } first) return (path, first, key);
        }

        return null;
    }

    /// <summary>Adds a change, and says which of its values is set already, and where.</summary>
    public (string Path, ScalarNode First)? Add(Override change)
    {
        bool isNew = _whole.TryAdd(change.Path, change.Key);
        // A stage that is left out is not set: an axis inside it then varies nothing.
        if (change.RemovesStage) return null;
        if (!isNew && change.Value is not MapNode && _leaves.ContainsKey(change.Path)) return null; // as the value before it
        var leaves = change.Leaves().ToList();
        var twice = leaves.Find(leaf => Setting(leaf) is not null) is { } leaf ? (leaf, Setting(leaf)!) : ((string, ScalarNode)?)null;
        foreach (var set in leaves) AddLeaf(set, change.Key);
        return twice;
    }

    private ScalarNode? Setting(string path)
    {
        if (_leaves.TryGetValue(path, out var key) || _above.TryGetValue(path, out key)) return key;
        return Above(path).Select(_leaves.GetValueOrDefault).FirstOrDefault(k => k is not null);
    }

    private void AddLeaf(string path, ScalarNode key)
    {
        if (!_leaves.TryAdd(path, key)) return;
        foreach (var above in Above(path)) _above.TryAdd(above, key);
    }

    private static IEnumerable<string> Above(string path)
    {
        for (int dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1)) yield return path[..dot];
    }

    private static bool IsIn(string inner, string outer) => inner.Length > outer.Length && inner[outer.Length] == '.' && inner.StartsWith(outer, StringComparison.Ordinal);
}
