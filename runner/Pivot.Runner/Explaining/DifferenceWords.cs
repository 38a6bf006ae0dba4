using System.Text.Json;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;
using Pivot.Runner.Store;

namespace Pivot.Runner.Explaining;

/// <summary>Puts a change of what is the stage's own (not its parents') into words.</summary>
internal static class DifferenceWords
{
    // Keys of a content whose words in the language are others.
    private static readonly Dictionary<string, string> DataKeys = new() { ["train_count"] = "train", ["test_count"] = "test" };

    /// <summary>The change, told.</summary>
    public static Difference Of(ContentChange change, PlanNode node, StageDescription stored)
    {
        // No part named is every part.
        string Words(JsonElement? value) => change.Path == "inputs.train" && value?.GetArrayLength() == 0 ? "everything" : ValueWords.Of(value);
        var (here, there) = (Words(change.Here), Words(change.There));
        var text = change.Path switch
        {
            "kind" => $"kind: {here} here, {there} there",
            "version" => $"version of the kind: this program's version {here} of {node.Spec.Kind}, stored by version {there}",
            "language" => $"version of the language: {here} here, {there} there",
            "model.tokenizer.text" => $"model.tokenizer: the text that it is built from differs{Sets(change)}",
            "data.digest" => Content(node, stored, here, there),
            "data.content" or "data.format" => View(node, stored, here, there),
            _ when change.Path.StartsWith("data.", StringComparison.Ordinal) => $"{DataPath(change.Path["data.".Length..], node)}: {here} here, {there} there",
            _ when change.Path.StartsWith("model", StringComparison.Ordinal) && IsMap(change.Here) != IsMap(change.There) =>
                $"{change.Path}: {(IsMap(change.Here) ? "made in this stage here, before it there" : "made before this stage here, in it there")}",
            _ => $"{change.Path}: {here} here, {there} there",
        };
        return new Difference(change.Path, change.Here is null ? null : here, change.There is null ? null : there, text, []);
    }

    private static string Content(PlanNode node, StageDescription stored, string here, string there)
    {
        var digests = $"digest {Short(here)} here, {Short(there)} there";
        if (node.Spec.Data != stored.Spec.Data) return $"data: another view, {node.Spec.Data} here, {stored.Spec.Data} there ({digests})";
        return Place(node.Data) == Place(stored.Data)
            ? $"data: the content of {node.Spec.Data} changed ({digests})"
            : $"data: {node.Spec.Data} lies elsewhere and holds something else ({digests})";
    }

    private static string View(PlanNode node, StageDescription stored, string here, string there) => node.Spec.Data != stored.Spec.Data
        ? $"data: another view, {node.Spec.Data} here, {stored.Spec.Data} there"
        : $"data: {node.Spec.Data} is of {here} here, of {there} there";

    // data.scenes.train; data.photos.views.pairs.limit; data.photos.limit.
    private static string DataPath(string key, PlanNode node)
    {
        var parts = node.Spec.Data.Split('.', 2);
        var view = parts.Length == 2 && node.Data is not ScenesView ? $".views.{parts[1]}" : "";
        return $"data.{parts[0]}{view}.{DataKeys.GetValueOrDefault(key, key)}";
    }

    private static string Place(DataView view) => JsonSerializer.Serialize(view, PlanFile.Options);

    private static bool IsMap(JsonElement? value) => value is { ValueKind: JsonValueKind.Object };

    private static string Sets(ContentChange change)
    {
        var (here, there) = (change.Here?.GetArrayLength() ?? 0, change.There?.GetArrayLength() ?? 0);
        return here == there ? "" : $" ({here} {(here == 1 ? "view" : "views")} here, {there} there)";
    }

    private static string Short(string digest) => digest[..Math.Min(8, digest.Length)];
}
