using System.Text.Json.Nodes;
using Pivot.Runner.Store;

namespace Pivot.Runner.Reports.Reading;

/// <summary>Reads <c>pictures/pictures.json</c>.</summary>
internal static class PictureFiles
{
    public static IReadOnlyList<GradientPicture> Gradients(StageFolder folder) => Entries(folder, out _)
        .Select(p => new GradientPicture(
            Json.Text(p["id"]), Json.Text(p["question"]), Json.Text(p["answer"]), FileOf(folder, p, "image"), FileOf(folder, p, "mask"),
            MapOf(folder, p), Json.Number(p["in_mask"]), Json.Number(p["hit"]) is { } hit ? hit != 0 : null))
        .ToList();

    public static SegmentationPictures Segmentations(StageFolder folder)
    {
        var pictures = Entries(folder, out var root)
            .Select(p => new SegmentationPicture(Json.Text(p["id"]), FileOf(folder, p, "image"), FileOf(folder, p, "truth"), FileOf(folder, p, "prediction")))
            .ToList();
        var classes = root?["classes"] is JsonArray names ? names.Select(Json.Text).ToList() : [];
        return new SegmentationPictures(classes, Json.Number(root?["ignore"]) is { } ignore ? (int)ignore : null, pictures);
    }

    private static List<JsonObject> Entries(StageFolder folder, out JsonObject? root)
    {
        var path = Path.Combine(folder.Pictures, "pictures.json");
        root = File.Exists(path) ? Json.ReadObject(path) : null;
        return root?["pictures"] is JsonArray pictures ? pictures.OfType<JsonObject>().ToList() : [];
    }

    private static string FileOf(StageFolder folder, JsonObject picture, string field)
    {
        var path = Path.Combine(folder.Pictures, Json.Text(picture[field]));
        return File.Exists(path) ? path : throw new ReportException($"{folder.Pictures}/pictures.json names a file that is not there: {field} = '{Json.Text(picture[field])}'");
    }

    private static double[][] MapOf(StageFolder folder, JsonObject picture)
    {
        var rows = picture["map"] is JsonArray map ? map.OfType<JsonArray>().Select(r => r.Select(v => Json.Number(v) ?? 0).ToArray()).ToArray() : [];
        if (rows.Length == 0 || rows.Any(r => r.Length != rows[0].Length || r.Length == 0))
            throw new ReportException($"{folder.Pictures}/pictures.json: the map of picture '{Json.Text(picture["id"])}' is not a grid of numbers");
        return rows;
    }
}
