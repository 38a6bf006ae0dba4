using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Models.Checkpoints;

namespace Pivot.Runner.Stages.Folders;

/// <summary>What stands for a checkpoint's weights in the keys of stages.</summary>
/// <remarks>
/// The digest is of the weight files and of what in config.json is neither in the spec nor in a tensor's shape, the norms' epsilon and an activation that is not
/// the architecture's own; so that the folder may move and config.json may be written anew.
/// </remarks>
internal static class CheckpointDigest
{
    /// <summary>64 lower-case hex digits.</summary>
    /// <param name="tensors">The weights.</param>
    /// <param name="description">What config.json says of them: of a vision tower its epsilon, of a language model by itself that one's.</param>
    /// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
    public static string Of(CheckpointTensors tensors, CheckpointDescription description, string? cacheFolder)
    {
        var digests = new FileDigests(cacheFolder, tensors.Folder);
        var epsilon = description.Vision?.LayerNormEps ?? description.Language!.RmsNormEps;
        var text = new StringBuilder(epsilon.ToString("R", CultureInfo.InvariantCulture)).Append(description.Vision?.Unwritten);
        foreach (var file in tensors.Files) text.Append('\n').Append(digests.OfFile(file));
        digests.Save();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
