using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Checkpoints.Descriptions;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Stages;

/// <summary>Looks at the checkpoint that a vision tower is taken from before anything runs: headers are read, no weight is, and torch is not loaded.</summary>
/// <remarks>
/// The digest is of the weight files and of what in config.json is neither in the spec nor in a tensor's shape, the norms' epsilon and an activation that is not
/// the architecture's own; so that the folder may move and config.json may be written anew.
/// </remarks>
/// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
public sealed class CheckpointInspector(string? cacheFolder)
{
    /// <summary>Names, shapes and types of a tower's tensors, and its digest.</summary>
    /// <param name="folder">The checkpoint's folder, absolute.</param>
    public CheckpointInspection Inspect(string folder)
    {
        try
        {
            var (shape, prefix, belongs) = VisionTowerCheckpoint.Describe(folder);
            var tensors = CheckpointTensors.Open(folder);
            var found = tensors.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && belongs(name))
                .Select(name => Entry(name[prefix.Length..], tensors.Entry(name))).ToList();
            return new CheckpointInspection(Digest(tensors, shape), found, []);
        }
        catch (Exception problem) when (problem is CheckpointException or IOException or UnauthorizedAccessException)
        {
            return new CheckpointInspection("", [], [new DataProblem(DiagnosticCodes.CheckpointUnreadable, problem.Message)]);
        }
    }

    private static CheckpointTensor Entry(string name, TensorEntry entry) => new(name, entry.Shape, SafetensorsTypes.Of(entry.Type).Name);

    private string Digest(CheckpointTensors tensors, VisionShape shape)
    {
        var digests = new FileDigests(cacheFolder, tensors.Folder);
        var text = new StringBuilder(shape.LayerNormEps.ToString("R", CultureInfo.InvariantCulture)).Append(shape.Unwritten);
        foreach (var file in tensors.Files) text.Append('\n').Append(digests.OfFile(file));
        digests.Save();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
