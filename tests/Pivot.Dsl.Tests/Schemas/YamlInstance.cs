using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>A YAML text as the JSON value that an editor's schema checker sees: YAML 1.2's core schema decides what a plain scalar is.</summary>
public static partial class YamlInstance
{
    /// <exception cref="YamlException">The text is not YAML, or writes a key twice.</exception>
    public static JsonNode? Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Count == 0 ? null : Of(stream.Documents[0].RootNode);
    }

    private static JsonNode? Of(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Of(c.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Of)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Scalar(plain.Value!),
        YamlScalarNode quoted => JsonValue.Create(quoted.Value),
        _ => throw new NotSupportedException(node.NodeType.ToString()),
    };

    private static JsonNode? Scalar(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when Whole().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create((double)whole),
        _ when Octal().IsMatch(text) => JsonValue.Create((double)Convert.ToInt64(text[2..], 8)),
        _ when Hexadecimal().IsMatch(text) => JsonValue.Create((double)Convert.ToInt64(text[2..], 16)),
        _ when Real().IsMatch(text) => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex(@"^[-+]?[0-9]+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Real();
}
