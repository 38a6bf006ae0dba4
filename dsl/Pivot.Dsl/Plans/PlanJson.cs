using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pivot.Dsl.Plans;

/// <summary>
/// A plan for programs: <c>{name, hash, trials, stages_requested, stages_distinct, stages_cached, arms:[...],
/// nodes:[{key,stage,kind,parents,arms,seeds,cached}]}</c>, nodes after their parents.
/// </summary>
public static class PlanJson
{
    /// <summary>The plan as indented JSON.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isCached">Whether the store holds the finished stage of a key.</param>
    public static string Render(Plan plan, Func<string, bool> isCached)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("name", plan.Name);
            json.WriteString("hash", plan.Hash);
            json.WriteNumber("trials", plan.Trials.Count);
            json.WriteNumber("stages_requested", plan.StagesRequested);
            json.WriteNumber("stages_distinct", plan.Nodes.Count);
            json.WriteNumber("stages_cached", plan.Nodes.Count(n => isCached(n.Key)));
            Strings(json, "arms", plan.Arms);
            json.WriteStartArray("nodes");
            foreach (var node in plan.Nodes) Write(json, node, isCached(node.Key));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, PlanNode node, bool cached)
    {
        json.WriteStartObject();
        json.WriteString("key", node.Key);
        json.WriteString("stage", node.Stage);
        json.WriteString("kind", node.Spec.Kind);
        Strings(json, "parents", node.Parents.Values);
        Strings(json, "arms", node.Arms);
        json.WriteStartArray("seeds");
        foreach (var seed in node.Seeds) json.WriteNumberValue(seed);
        json.WriteEndArray();
        json.WriteBoolean("cached", cached);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
