using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>The fields with which transformers' backbones (DINOv2) name their blocks; they must fit the depth, or the config is refused there.</summary>
internal static class StageNames
{
    /// <summary>Makes them fit, where they are there.</summary>
    /// <param name="config">config.json.</param>
    /// <param name="depth">Number of blocks.</param>
    public static void Refresh(JsonObject config, int depth)
    {
        if (config["stage_names"] is not JsonArray names || names.Count == depth + 1) return;
        config["stage_names"] = new JsonArray([.. Enumerable.Range(0, depth + 1).Select(i => (JsonNode)(i == 0 ? "stem" : $"stage{i}"))]);
        config["out_features"] = new JsonArray($"stage{depth}");
        config["out_indices"] = new JsonArray(depth);
    }
}
