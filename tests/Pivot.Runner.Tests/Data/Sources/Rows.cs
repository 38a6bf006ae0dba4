using System.Text.Json.Nodes;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Tests.Data.Sources;

/// <summary>Small files of rows and pictures.</summary>
internal static class Rows
{
    public static readonly byte[] Picture = ImageFile.EncodePng(new RasterImage(2, 1, [1, 2, 3, 4, 5, 6]));

    /// <summary>A LLaVA row; without an image where <paramref name="image"/> is null.</summary>
    public static string Llava(string id, JsonNode? image, string question = "<image>\nwhat is it?", string answer = "a cat")
    {
        var row = new JsonObject { ["id"] = id };
        if (image is not null) row["image"] = image;
        row["conversations"] = new JsonArray(
            new JsonObject { ["from"] = "human", ["value"] = question }, new JsonObject { ["from"] = "gpt", ["value"] = answer });
        return row.ToJsonString();
    }

    public static string Pair(JsonNode? image, string question, string chosen, string rejected)
    {
        var row = new JsonObject { ["question"] = question, ["chosen"] = chosen, ["rejected"] = rejected };
        if (image is not null) row["image"] = image;
        return row.ToJsonString();
    }

    public static string Lines(params IEnumerable<string> rows) => string.Join('\n', rows) + "\n";

    public static string Array(params IEnumerable<string> rows) => $"[\n{string.Join(",\n", rows)}\n]\n";
}
