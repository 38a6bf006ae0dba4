using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Stages.Folders;

namespace Pivot.Runner.Stages;

/// <summary>Looks at the checkpoint that a vision tower is taken from before anything runs: headers are read, no weight is, and torch is not loaded.</summary>
/// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
public sealed class CheckpointInspector(string? cacheFolder)
{
    /// <summary>Names, shapes and types of a tower's tensors, and its digest.</summary>
    /// <param name="folder">The checkpoint's folder, absolute.</param>
    public CheckpointInspection Inspect(string folder)
    {
        try
        {
            var description = CheckpointDescription.Read(folder);
            var part = description.VisionTower();
            var tensors = CheckpointTensors.Open(folder);
            var found = tensors.Names.Where(part.Has).Select(name => Entry(name[part.Prefix.Length..], tensors.Entry(name))).ToList();
            return new CheckpointInspection(CheckpointDigest.Of(tensors, description, cacheFolder), found, []);
        }
        catch (Exception problem) when (problem is CheckpointException or IOException or UnauthorizedAccessException)
        {
            return new CheckpointInspection("", [], [new DataProblem(DiagnosticCodes.CheckpointUnreadable, problem.Message)]);
        }
    }

    private static CheckpointTensor Entry(string name, TensorEntry entry) => new(name, entry.Shape, SafetensorsTypes.Of(entry.Type).Name);
}
