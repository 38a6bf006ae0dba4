using System.Text.Json;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding.Checkpoints;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A tokenizer. With a language model out of a checkpoint it is that checkpoint's, with the chat template that lies there.</summary>
internal static class TokenizerBinder
{
    private const string Config = "tokenizer_config.json";
    private const int MostBytes = 16 << 20; // with thousands of added tokens a few MB

    /// <summary>The tokenizer; what is wrong with it is reported.</summary>
    /// <param name="r">The <c>tokenizer</c> map, or null when it is not written.</param>
    /// <param name="model">The model it belongs to.</param>
    /// <param name="checkpoint">Folder that the language model is out of, or null.</param>
    /// <param name="absent">Receives the folder where it is not there; holds those that are missing already.</param>
    public static TokenizerSpec Bind(MapReader? r, MapReader model, string? checkpoint, List<AbsentFolder> absent)
    {
        var d = new TokenizerSpec();
        var path = r is null ? null : PathReader.Read(r, "path");
        var kind = r?.Text("kind") ?? ((checkpoint ?? path) is not null ? "checkpoint" : d.Kind);
        if (kind == "checkpoint" && r?.Broken.Contains("path") != true) path ??= checkpoint;
        if (kind == "checkpoint" && path is not null) Look(r, path, absent);
        var spec = new TokenizerSpec
        {
            Kind = kind, Path = path, Template = r?.Text("template") ?? (kind == "checkpoint" && path is not null && Chats(path) ? "chat" : d.Template),
            Data = r?.Texts("data") ?? d.Data, MaxWords = r?.Int("max_words") ?? d.MaxWords,
        };
        if (r is null) return spec;
        SpecValidators.Check(spec, r);
        if (spec is { Template: "chat", Path: { } folder } && Directory.Exists(folder) && !Chats(folder) && r.Take("template") is { } node)
        {
            r.Bag.Error(DiagnosticCodes.CheckpointMismatch, node.Span, r.PathOf("template"), $"'template' is chat, and the tokenizer in {folder} has no chat_template",
                "name one of the other formats: pivot, qwen_1_5 or plain");
        }

        return spec;
    }

    private static void Look(MapReader? r, string folder, List<AbsentFolder> absent)
    {
        if (Directory.Exists(folder) || absent.Exists(a => a.Folder == folder)) return;
        if (r?.Take("path") is not { } node) return; // the language model's, which is told there
        var name = KnownModels.NameOf(folder);
        if (KnownModels.Languages.ContainsKey(name))
        {
            absent.Add(new(folder, "tokenizer", name, node.Span, r.PathOf("path")));
            return;
        }

        r.Broken.Add("path");
        r.Bag.Error(DiagnosticCodes.CheckpointUnreadable, node.Span, r.PathOf("path"), $"there is no tokenizer folder {folder}", "correct the path; relative paths start from the spec's folder");
    }

    /// <summary>Whether a tokenizer says how its conversations are written. Of a known model without its folder the name tells.</summary>
    private static bool Chats(string folder)
    {
        if (!Directory.Exists(folder)) return KnownModels.NameOf(folder) is var name && KnownModels.Languages.ContainsKey(name) && name.EndsWith("-Instruct", StringComparison.Ordinal);
        if (File.Exists(Path.Combine(folder, "chat_template.jinja")) || File.Exists(Path.Combine(folder, "chat_template.json"))) return true;
        try
        {
            var file = new FileInfo(Path.Combine(folder, Config));
            if (!file.Exists || file.Length > MostBytes) return false;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("chat_template", out var template)
                && template.ValueKind is JsonValueKind.String or JsonValueKind.Array;
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            return false; // what reads the tokenizer says what is wrong with it
        }
    }
}
