using Pivot.Runner.Data.Tokenizers;

namespace Pivot.Runner.Data.Sources;

/// <summary>What the files of a folder's tokenizer are, without reading them again while they stay as they are.</summary>
internal static class TokenizerDigest
{
    /// <summary>Names and digests of the files that say what the tokenizer does, those that are there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cacheFolder">Where digests of unchanged files are kept between runs, or null.</param>
    public static string Of(string folder, string? cacheFolder)
    {
        var digests = new FileDigests(cacheFolder, folder);
        var text = string.Join('\n', TokenizerFile.Files.Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(file => $"{Path.GetFileName(file)} {digests.OfFile(file)}"));
        digests.Save();
        return text;
    }
}
