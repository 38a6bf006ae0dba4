using System.Globalization;
using System.Text;

namespace Pivot.Dsl.Yaml;

/// <summary>Nodes to YAML text that reads back as the same nodes: quoted text stays text, plain words stay plain.</summary>
internal static class YamlWriter
{
    private const int WidestFlow = 140;
    private const string PlainMarks = " _-./+~?()=;";

    /// <summary>On one line.</summary>
    public static string Inline(Node node) => node switch
    {
        ScalarNode scalar => Scalar(scalar),
        ListNode list => $"[{string.Join(", ", list.Items.Select(Inline))}]",
        MapNode { Entries.Count: 0 } => "{}",
        MapNode map => $"{{ {string.Join(", ", map.Entries.Select(e => $"{Scalar(e.Key)}: {Inline(e.Value)}"))} }}",
        _ => "null",
    };

    /// <summary>A map as a document: nested maps indented, a map of scalars on one line where it fits.</summary>
    public static string Document(MapNode map)
    {
        var text = new StringBuilder();
        Block(map, 0, text);
        return text.ToString();
    }

    private static void Block(MapNode map, int indent, StringBuilder text)
    {
        foreach (var entry in map.Entries)
        {
            text.Append(' ', indent).Append(Scalar(entry.Key)).Append(':');
            if (entry.Value is MapNode { Entries.Count: > 0 } nested && !FitsOnLine(nested, indent))
            {
                text.Append('\n');
                Block(nested, indent + 2, text);
            }
            else
            {
                text.Append(' ').Append(Inline(entry.Value)).Append('\n');
            }
        }
    }

    private static bool FitsOnLine(MapNode map, int indent) =>
        indent > 0 && map.Entries.All(e => e.Value is not MapNode { Entries.Count: > 0 }) && Inline(map).Length + indent <= WidestFlow;

    private static string Scalar(ScalarNode scalar)
    {
        if (scalar.IsNull) return "null";
        // Text in which '${' is only text has to be read as such again.
        var value = scalar.HasReferences ? scalar.Value : scalar.Value.Replace("${", "$${", StringComparison.Ordinal);
        return scalar.IsPlain && IsSafePlain(value) ? value : Quote(value);
    }

    private static bool IsSafePlain(string value) =>
        value.Length > 0 && value[^1] != ' ' && (char.IsLetterOrDigit(value[0]) || value[0] is '.' or '/' or '_' || (value[0] is '-' or '+' && value.Length > 1 && value[1] != ' '))
        && !value.StartsWith("---", StringComparison.Ordinal) && !value.StartsWith("...", StringComparison.Ordinal)
        && value.All(c => char.IsLetterOrDigit(c) || PlainMarks.Contains(c));

    private static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                < ' ' or '\u007f' or (>= '\u0080' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
