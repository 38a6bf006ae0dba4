namespace Pivot.Runner.Store;

/// <summary>One file of a finished stage.</summary>
/// <param name="Path">Path within the stage's folder, parts separated by <c>/</c>.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hex digits.</param>
public sealed record ManifestFile(string Path, long Size, string Sha256)
{
    /// <summary>The files of a folder, in ordinal order of their paths.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    /// <param name="isMeant">Whether a file, by its path within the folder, is one of them.</param>
    public static IReadOnlyList<ManifestFile> Of(string folder, Func<string, bool> isMeant)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => System.IO.Path.GetRelativePath(folder, f).Replace('\\', '/')).Where(isMeant).Order(StringComparer.Ordinal).ToArray();
        var files = new ManifestFile[paths.Length];
        Parallel.For(0, paths.Length, i =>
        {
            var file = System.IO.Path.Combine(folder, paths[i]);
            files[i] = new ManifestFile(paths[i], new FileInfo(file).Length, FileDigest.Of(file));
        });
        return files;
    }
}
