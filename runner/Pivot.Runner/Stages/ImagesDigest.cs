using System.Security.Cryptography;
using System.Text;
using Pivot.Runner.Data.Images;

namespace Pivot.Runner.Stages;

/// <summary>A checkpoint's digest with what its folder says of images: the same weights behind another processor are another tower.</summary>
internal static class ImagesDigest
{
    /// <summary>Adds the folder's processor to a digest; without the file the digest stays.</summary>
    /// <param name="digest">The digest of weights and config.json.</param>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <exception cref="Data.DataException">The processor's file cannot be used.</exception>
    public static string With(string digest, string folder) => ImageProcessorFile.Find(folder) is { } settings
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}\n{ImageProcessorFile.Text(settings)}")))
        : digest;
}
