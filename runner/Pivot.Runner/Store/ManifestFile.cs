namespace Pivot.Runner.Store;

/// <summary>One file of a finished stage.</summary>
/// <param name="Path">Path within the stage's folder, parts separated by <c>/</c>.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hex digits.</param>
public sealed record ManifestFile(string Path, long Size, string Sha256);
