using System.Text.Json.Nodes;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>Writes a changed model into the config.json that it came with: fields that say the same keep their words, unknown ones stay, only what differs is written anew.</summary>
internal static class DescriptionPatch
{
    /// <summary>The origin's description with the differences between two of ours applied.</summary>
    /// <param name="origin">config.json as it was; it is not changed.</param>
    /// <param name="before">What we would write for the model it describes.</param>
    /// <param name="after">What we write for the model as it is now.</param>
    public static JsonObject Apply(JsonObject origin, JsonObject before, JsonObject after)
    {
        var result = origin.DeepClone().AsObject();
        foreach (var name in before.Select(pair => pair.Key).Where(name => !after.ContainsKey(name))) result.Remove(name);
        foreach (var (name, value) in after)
        {
            if (before.ContainsKey(name) && JsonNode.DeepEquals(before[name], value)) continue;
            result[name] = value is JsonObject inner && before[name] is JsonObject was && result[name] is JsonObject there
                ? Apply(there, was, inner)
                : value?.DeepClone();
        }
        return result;
    }
}
