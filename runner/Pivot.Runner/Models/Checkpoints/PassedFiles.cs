namespace Pivot.Runner.Models.Checkpoints;

/// <summary>The files of a checkpoint folder that go along with its weights unread: what turns texts and pictures into the model's inputs, and how it generates.</summary>
internal static class PassedFiles
{
    /// <summary>The file that says how a language model generates.</summary>
    public const string Generation = "generation_config.json";

    /// <summary>Files that say how pictures are made ready.</summary>
    public static readonly string[] Pictures = ["preprocessor_config.json"];

    /// <summary>Files of a tokenizer, of its templates, and of a processor that joins texts and pictures.</summary>
    public static readonly string[] Texts =
    [
        "tokenizer.json", "tokenizer_config.json", "tokenizer.model", "vocab.json", "merges.txt", "vocab.txt", "spiece.model", "special_tokens_map.json", "added_tokens.json",
        "chat_template.json", "chat_template.jinja", "processor_config.json",
    ];

    /// <summary>Reads those that a folder has.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="names">Which are wanted.</param>
    /// <exception cref="CheckpointException">One cannot be read, or is larger than 100 MB.</exception>
    public static Dictionary<string, byte[]> Read(string folder, IEnumerable<string> names) => names
        .Where(name => File.Exists(Path.Combine(folder, name)))
        .ToDictionary(name => name, name => BoundedFile.Read(Path.Combine(folder, name)), StringComparer.Ordinal);

    /// <summary>Which files go along with a model of a kind.</summary>
    public static IEnumerable<string> Of(CheckpointKind kind) => kind switch
    {
        CheckpointKind.VisionTower => Pictures,
        CheckpointKind.LanguageModel => [Generation, .. Texts],
        CheckpointKind.TowerPair => [.. Pictures, .. Texts],
        _ => [Generation, .. Pictures, .. Texts],
    };
}
