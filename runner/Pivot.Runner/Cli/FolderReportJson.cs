using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pivot.Dsl.Diagnostics;
using Pivot.Runner.Stages.Folders;

namespace Pivot.Runner.Cli;

/// <summary>What was found in a checkpoint's folder, for programs.</summary>
internal static class FolderReportJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Render(FolderReport report) => new JsonObject
    {
        ["folder"] = report.Folder,
        ["usable"] = !report.Diagnostics.HasErrors,
        ["model_type"] = report.ModelType,
        ["kind"] = report.Kind,
        ["parts"] = new JsonArray([.. report.Parts.Select(part => new JsonObject
        {
            ["name"] = part.Name, ["width"] = part.Width, ["depth"] = part.Depth, ["parameters"] = part.Parameters, ["prefix"] = part.Prefix,
        })]),
        ["parameters"] = report.Parameters,
        ["types"] = new JsonArray([.. report.Types.Select(type => (JsonNode)type)]),
        ["bytes"] = report.Bytes,
        ["files"] = report.Files,
        ["digests"] = new JsonObject(report.Digests.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["spec"] = report.Diagnostics.HasErrors ? null : FolderSnippet.Yaml(report),
        ["diagnostics"] = JsonNode.Parse(DiagnosticJson.Render(report.Diagnostics)),
    }.ToJsonString(Indented) + "\n";
}
