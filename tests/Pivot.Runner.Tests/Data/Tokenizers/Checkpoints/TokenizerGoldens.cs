using System.Text.Json;

namespace Pivot.Runner.Tests.Data.Tokenizers.Checkpoints;

/// <summary>Folders of tokenizer files with cases that transformers made, found by their cases.json; each also without tokenizer.json, so that vocab.json and merges.txt are read.</summary>
internal static class TokenizerGoldens
{
    public static IReadOnlyList<string> Folders() => [.. Directory.EnumerateFiles(Models.Goldens.Root, "cases.json", SearchOption.AllDirectories)
        .Select(f => Path.GetDirectoryName(f)!).Where(f => File.Exists(Path.Combine(f, "vocab.json"))).Order(StringComparer.Ordinal)];

    /// <summary>Folder and whether its tokenizer.json is read.</summary>
    public static TheoryData<string, bool> Theory()
    {
        var data = new TheoryData<string, bool>();
        foreach (var folder in Folders())
        {
            data.Add(Path.GetRelativePath(Models.Goldens.Root, folder), false);
            if (File.Exists(Path.Combine(folder, "tokenizer.json"))) data.Add(Path.GetRelativePath(Models.Goldens.Root, folder), true);
        }
        return data;
    }

    public static JsonElement Cases(string name, string kind)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Models.Goldens.Root, name, "cases.json")));
        return document.RootElement.GetProperty(kind).Clone();
    }

    /// <summary>The folder, or a copy of it without tokenizer.json.</summary>
    public static TemporaryFolder Copy(string name, bool withJson)
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Models.Goldens.Root, name)))
            if (withJson || Path.GetFileName(file) != "tokenizer.json") folder.Write(Path.GetFileName(file), File.ReadAllBytes(file));
        return folder;
    }

    public static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(i => i.GetInt32())];
}
