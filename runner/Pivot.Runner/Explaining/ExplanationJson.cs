using System.Text.Json;
using System.Text.Json.Nodes;
using Pivot.Runner.Store;

namespace Pivot.Runner.Explaining;

/// <summary>
/// Explanations for programs: <c>[{key, stage, kind, arms, seeds, cached, stored, nearest, compared, differences:[{path, here, there, text, differences}]}]</c>;
/// <c>stored</c> and <c>nearest</c> are <c>{key, stage, finished_at, seconds, host, folder}</c> or null.
/// </summary>
public static class ExplanationJson
{
    /// <summary>All of them as indented JSON.</summary>
    /// <param name="explanations">What was found.</param>
    /// <param name="folder">Where a stored stage lies.</param>
    public static string Render(IReadOnlyList<StageExplanation> explanations, Func<StageDescription, string> folder)
    {
        var all = new JsonArray([.. explanations.Select(e => (JsonNode)new JsonObject
        {
            ["key"] = e.Node.Key, ["stage"] = e.Node.Stage, ["kind"] = e.Node.Spec.Kind,
            ["arms"] = new JsonArray([.. e.Node.Arms.Select(a => (JsonNode)a)]), ["seeds"] = new JsonArray([.. e.Node.Seeds.Select(s => (JsonNode)s)]),
            ["cached"] = e.Stored is not null, ["stored"] = Of(e.Stored, folder), ["nearest"] = Of(e.Nearest, folder), ["compared"] = e.Compared,
            ["differences"] = Of(e.Differences),
        })]);
        return all.ToJsonString(new JsonSerializerOptions(StoreJson.Indented) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static JsonObject? Of(StageDescription? stage, Func<StageDescription, string> folder) => stage is null ? null : new JsonObject
    {
        ["key"] = stage.Key, ["stage"] = stage.Stage, ["finished_at"] = stage.FinishedAt, ["seconds"] = stage.Seconds, ["host"] = stage.Host.Name, ["folder"] = folder(stage),
    };

    private static JsonArray Of(IReadOnlyList<Difference> differences) => new([.. differences.Select(d => (JsonNode)new JsonObject
    {
        ["path"] = d.Path, ["here"] = d.Here, ["there"] = d.There, ["text"] = d.Text, ["differences"] = Of(d.Inside),
    })]);
}
