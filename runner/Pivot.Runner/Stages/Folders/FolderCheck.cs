using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Models.Checkpoints;

namespace Pivot.Runner.Stages.Folders;

/// <summary>Looks at a HuggingFace folder: whether config.json, headers, tokenizer and processor files agree with each other. No weight is loaded.</summary>
/// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
public sealed class FolderCheck(string? cacheFolder)
{
    /// <summary>Looks at a folder. All that is wrong is told at once.</summary>
    /// <param name="folder">The folder.</param>
    public FolderReport Check(string folder)
    {
        var bag = new DiagnosticBag();
        var report = new FolderReport { Folder = folder, Diagnostics = bag };
        var description = Try(bag, folder, () => CheckpointDescription.Read(folder));
        var tensors = Try(bag, folder, () => CheckpointTensors.Open(folder));
        if (tensors is not null) report = WithWeights(report, tensors);
        if (description is null) return report;
        report = report with { ModelType = description.ModelType, Kind = Words(description.Kind), Parts = Parts(description, tensors) };
        if (tensors is not null) Try(bag, folder, () => Fits(description, tensors), DiagnosticCodes.CheckpointMismatch);
        new TokenizerFilesCheck(folder, bag).Check(description);
        new ProcessorFilesCheck(folder, bag).Check(description);
        return bag.HasErrors || tensors is null ? report : report with { Digest = new CheckpointInspector(cacheFolder).Inspect(folder, Taken(description.Kind)).Digest };
    }

    private static bool Fits(CheckpointDescription description, CheckpointTensors tensors)
    {
        new CheckpointFit(description, tensors).Require(null);
        return true;
    }

    private static FolderReport WithWeights(FolderReport report, CheckpointTensors tensors)
    {
        var entries = tensors.Names.Where(name => !CheckpointDescription.IsBuffer(name)).Select(tensors.Entry).ToList();
        return report with
        {
            Parameters = entries.Sum(Count), Bytes = tensors.Bytes, Files = tensors.Files.Count(),
            Types = [.. entries.CountBy(entry => SafetensorsTypes.Of(entry.Type).Name).OrderByDescending(pair => pair.Value).Select(pair => pair.Key)],
        };
    }

    private static List<FolderPart> Parts(CheckpointDescription description, CheckpointTensors? tensors) =>
    [
        .. description.Parts.Select(part => new FolderPart(part.Name, part.Width, part.Depth,
            tensors?.Names.Where(part.Has).Sum(name => Count(tensors.Entry(name))) ?? 0, part.Prefix + part.Belonging)),
    ];

    private static long Count(TensorEntry entry) => entry.Shape.Aggregate(1L, (product, size) => product * size);

    // What a spec takes such a folder for, so that the digest is the one in the keys of its stages.
    private static InspectedPart Taken(CheckpointKind kind) => kind switch
    {
        CheckpointKind.LanguageModel => InspectedPart.LanguageModel,
        CheckpointKind.Multimodal => InspectedPart.Model,
        _ => InspectedPart.VisionTower,
    };

    private static string Words(CheckpointKind kind) => kind switch
    {
        CheckpointKind.VisionTower => "vision tower",
        CheckpointKind.LanguageModel => "language model",
        CheckpointKind.TowerPair => "vision and text tower",
        _ => "vision tower, projector and language model",
    };

    private static T? Try<T>(DiagnosticBag bag, string folder, Func<T> read, string code = DiagnosticCodes.CheckpointUnreadable)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is CheckpointException or IOException or UnauthorizedAccessException)
        {
            bag.Error(code, new SourceSpan(folder, 1, 1, 1, 1), "", problem.Message);
            return default;
        }
    }
}
