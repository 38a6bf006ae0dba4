using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Paths to files. One written in a spec file starts from that file's folder; one given by <c>--set</c> from the current folder.</summary>
internal static class PathReader
{
    /// <summary>The absolute path under a key, or null when it is absent.</summary>
    /// <param name="reader">The map.</param>
    /// <param name="key">The key.</param>
    /// <param name="start">Where a relative path starts, or null for the folder of the text it is written in.</param>
    public static string? Read(MapReader reader, string key, string? start = null)
    {
        if (reader.Take(key) is not { } node || reader.Text(key) is not { } text) return null;
        return Absolute(text, start ?? node.Source.Folder, node, reader, key);
    }

    public static string Absolute(string text, string start)
    {
        if (text == "~" || text.StartsWith("~/", StringComparison.Ordinal))
        {
            text = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + text[1..];
        }

        return Path.GetFullPath(Path.Combine(start, text));
    }

    private static string? Absolute(string text, string start, Node node, MapReader reader, string key)
    {
        if (text.Length > 0 && !text.Contains('\0')) return Absolute(text, start);
        reader.Broken.Add(key);
        reader.Bag.Error(DiagnosticCodes.OutOfRange, node.Span, reader.PathOf(key), $"'{key}' must be a path, found {node.Describe()}");
        return null;
    }
}
