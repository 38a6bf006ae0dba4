using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pivot.Runner.Reports.Reading;

/// <summary>Reads JSON of the store leniently in type (1, 1.0, true) and strictly in form: a damaged file is named.</summary>
internal static class Json
{
    public static double? Number(JsonNode? node) => node is not JsonValue value ? null : value.GetValueKind() switch
    {
        JsonValueKind.Number => value.GetValue<JsonElement>().GetDouble(),
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => null,
    };

    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    public static JsonObject ReadObject(string path) => Parse(File.ReadAllText(path), path);

    public static IEnumerable<JsonObject> ReadLines(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length > 0) yield return Parse(line, $"{path}:{number}");
        }
    }

    private static JsonObject Parse(string text, string place)
    {
        try
        {
            return JsonNode.Parse(text)?.AsObject() ?? throw new ReportException($"{place}: a JSON object was expected, found null");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ReportException($"{place}: not a JSON object, so the report cannot read this stage's results. Delete the stage's folder and run again.", e);
        }
    }
}
