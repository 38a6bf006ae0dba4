using Pivot.Dsl.Diagnostics;

namespace Pivot.Runner.Stages.Folders;

/// <summary>What a look at a checkpoint folder found, no weight having been loaded.</summary>
public sealed record FolderReport
{
    /// <summary>The folder, as it was given.</summary>
    public required string Folder { get; init; }

    /// <summary>HuggingFace's model_type; null where config.json cannot be read.</summary>
    public string? ModelType { get; init; }

    /// <summary>The kind of model in words, such as <c>language model</c>; null where config.json cannot be read.</summary>
    public string? Kind { get; init; }

    /// <summary>The parts of the model, in the order data flows.</summary>
    public IReadOnlyList<FolderPart> Parts { get; init; } = [];

    /// <summary>Number of weights in the files.</summary>
    public long Parameters { get; init; }

    /// <summary>Types of the weights in the files, the most frequent first, such as <c>BF16</c>.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Bytes of all weights.</summary>
    public long Bytes { get; init; }

    /// <summary>Number of weight files.</summary>
    public int Files { get; init; }

    /// <summary>Digests as the keys of stages have them, by what a spec takes out of the folder; none where there are problems.</summary>
    public IReadOnlyDictionary<string, string> Digests { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong, all at once.</summary>
    public required DiagnosticBag Diagnostics { get; init; }
}
