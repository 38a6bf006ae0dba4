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
        return bag.HasErrors ? report : report with { Digests = Digests(folder, description, bag) };
    }

    // As a spec that names the folder has it looked at; what stands there alone is told here too.
    private SortedDictionary<string, string> Digests(string folder, CheckpointDescription description, DiagnosticBag bag)
    {
        var inspector = new CheckpointInspector(cacheFolder);
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (description.Kind == CheckpointKind.Multimodal) Add("model", InspectedPart.Model);
        if (description.Vision is not null) Add("vision_tower", InspectedPart.VisionTower);
        if (description.Language is not null) Add("language_model", InspectedPart.LanguageModel);
        if (TokenizerFilesCheck.Has(folder)) Add("tokenizer", InspectedPart.Tokenizer);
        return digests;

        void Add(string name, InspectedPart part)
        {
            var found = inspector.Inspect(folder, part);
            foreach (var problem in found.Problems) bag.Error(problem.Code, new SourceSpan(folder, 1, 1, 1, 1), "", problem.Message, problem.Hint);
            if (found.Problems.Count == 0) digests.Add(name, found.Digest);
        }
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
