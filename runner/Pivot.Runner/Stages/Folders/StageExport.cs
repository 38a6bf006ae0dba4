using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Store;
using TorchSharp;

namespace Pivot.Runner.Stages.Folders;

/// <summary>Writes a finished stage's model, or a part of it, as a folder; the folder is there whole or not at all.</summary>
/// <param name="folder">The folder.</param>
public sealed class StageExport(string folder)
{
    /// <summary>What can be written.</summary>
    public static IReadOnlyList<string> Parts => PartExport.Names;

    /// <summary>Types that weights can be written in.</summary>
    public static IReadOnlyList<string> Types { get; } = ["float32", "bfloat16", "float16"];

    /// <summary>transformers' default for the most bytes of a file.</summary>
    public const long StandardShardSize = SaveSettings.StandardShardSize;

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);

    /// <summary>One of <see cref="Parts"/>.</summary>
    public string Part { get; init; } = PartExport.Whole;

    /// <summary>Whether a vision tower goes without its last block and its head.</summary>
    public bool DropsLastBlock { get; init; }

    /// <summary>Whether the stage's adapters are written in place of its model.</summary>
    public bool Adapter { get; init; }

    /// <summary>One of <see cref="Types"/>; null as the stage keeps them.</summary>
    public string? Type { get; init; }

    /// <summary>The most bytes of a file of weights.</summary>
    public long MaxShardSize { get; init; } = StandardShardSize;

    /// <summary>Whether a checkpoint that is in the folder is replaced.</summary>
    public bool Replaces { get; init; }

    /// <summary>Writes it.</summary>
    /// <returns>What a user of the folder should know, a sentence each.</returns>
    /// <exception cref="StageException">The stage has no such model, or the folder must not be written to.</exception>
    public IReadOnlyList<string> Write(CompletedStage stage)
    {
        if (!File.Exists(Path.Combine(stage.Folder.Checkpoint, "config.json")))
            throw new StageException($"the stage leaves no model behind; those that train do ({Path.GetFileName(stage.Folder.Path)} has no checkpoint)");
        RequireFree();
        var temporary = $"{Folder}.{Environment.ProcessId}.{Guid.NewGuid():n}.tmp";
        try
        {
            var notes = Adapter ? WriteAdapter(stage, temporary)
                : PartExport.Write(stage.Folder.Checkpoint, temporary, Part, DropsLastBlock, new SaveSettings { DType = ScalarType(), MaxShardSize = MaxShardSize });
            PutInPlace(temporary);
            return notes;
        }
        catch (Exception problem) when (problem is CheckpointException or ArgumentException)
        {
            throw new StageException(problem.Message, problem);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    private void RequireFree()
    {
        if (File.Exists(Folder)) throw new StageException($"{Folder} is a file");
        if (!Directory.Exists(Folder) || !Directory.EnumerateFileSystemEntries(Folder).Any()) return;
        if (!Replaces) throw new StageException($"{Folder} is not empty; --force replaces a checkpoint that is there");
        // What is replaced goes as a whole, so it must be what it is taken for.
        var isCheckpoint = Directory.EnumerateFiles(Folder, "*.safetensors").Any() && !Directory.EnumerateDirectories(Folder).Any();
        if (!isCheckpoint) throw new StageException($"{Folder} holds something else than a checkpoint, which --force does not remove");
    }

    private void PutInPlace(string temporary)
    {
        if (!Directory.Exists(Folder))
        {
            Directory.Move(temporary, Folder);
            return;
        }
        var old = $"{temporary}.old";
        Directory.Move(Folder, old);
        Directory.Move(temporary, Folder);
        Directory.Delete(old, recursive: true);
    }

    private List<string> WriteAdapter(CompletedStage stage, string to)
    {
        if (Part != PartExport.Whole || DropsLastBlock || Type is not null)
            throw new ArgumentException("adapters are written as they are: --adapter goes without --part, --drop-last-block and --dtype");
        var from = Path.Combine(stage.Folder.Checkpoint, "adapter");
        if (!Directory.Exists(from)) throw new ArgumentException("the stage has no adapters: it was not trained with lora");
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return [];
    }

    private torch.ScalarType? ScalarType() => Type switch
    {
        null => null,
        "float32" => torch.ScalarType.Float32,
        "bfloat16" => torch.ScalarType.BFloat16,
        "float16" => torch.ScalarType.Float16,
        _ => throw new ArgumentException($"weights are written as {string.Join(", ", Types)}, not as '{Type}'"),
    };
}
