using System.Runtime.InteropServices;
using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution.Processes;

/// <summary>
/// Whether the files that a submitted node names lie where this host lets stages read. Looks at every text in its data, tokenizer data and model, not at known members: a new
/// kind of source is held to the same rule without anybody thinking of it.
/// </summary>
public static class AllowedPaths
{
    private static readonly string[] Members = ["data", "tokenizer_data", "model"];

    /// <summary>What is refused, for a person, or null.</summary>
    /// <param name="node">The node.</param>
    /// <param name="roots">Absolute folders; empty lets everything be read.</param>
    public static string? Problem(PlanNode node, IReadOnlyList<string> roots)
    {
        if (roots.Count == 0) return null;
        var json = JsonSerializer.SerializeToElement(node, PlanFile.Options);
        foreach (var member in Members)
        {
            if (!json.TryGetProperty(member, out var value)) continue;
            if (Texts(value).Where(Path.IsPathRooted).Select(text => Problem(text, roots)).FirstOrDefault(p => p is not null) is { } problem) return problem;
        }
        return null;
    }

    /// <inheritdoc cref="Problem(PlanNode, IReadOnlyList{string})"/>
    /// <param name="path">A path.</param>
    /// <param name="roots">Absolute folders; empty lets everything be read.</param>
    public static string? Problem(string path, IReadOnlyList<string> roots) => roots.Count == 0 || roots.Any(root => IsWithin(Real(path), Real(root)))
        ? null
        : $"this host does not let {path} be read: it allows {string.Join(", ", roots)} (pivot host --allow DIR)";

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Texts(p.Value)),
        _ => [],
    };

    private static bool IsWithin(string path, string root) =>
        path == root || root == "/" || path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);

    // Links are followed: what counts is where a path ends. Of a path that is not there, as far as it is there.
    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows()) return full;
        for (var (there, rest) = (full, ""); ; (there, rest) = (Path.GetDirectoryName(there)!, Path.Combine(Path.GetFileName(there), rest)))
        {
            var found = RealPath(there, IntPtr.Zero);
            if (found == IntPtr.Zero)
            {
                if (there == "/") return full;
                continue;
            }
            var text = Marshal.PtrToStringUTF8(found)!;
            Free(found);
            return rest.Length == 0 ? text : Path.Combine(text, rest);
        }
    }

    [DllImport("libc", EntryPoint = "realpath", CharSet = CharSet.Ansi)]
    private static extern IntPtr RealPath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, IntPtr buffer);

    [DllImport("libc", EntryPoint = "free")]
    private static extern void Free(IntPtr memory);
}
