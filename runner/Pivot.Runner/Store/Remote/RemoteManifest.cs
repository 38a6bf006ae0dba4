using System.Text.Json;

namespace Pivot.Runner.Store.Remote;

/// <summary><c>manifest.json</c> of a folder in the bucket, its last object: which of the uploads under that name is the folder, and what it consists of.</summary>
/// <param name="Upload">The upload whose files are meant; its files lie below it.</param>
/// <param name="Files">Every file, paths as in the folder.</param>
public sealed record RemoteManifest(string Upload, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>The object's name in the folder.</summary>
    public const string FileName = Manifest.FileName;

    /// <summary>Length of all files together.</summary>
    public long Size => Files.Sum(f => f.Size);

    /// <summary>As bytes.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, StoreJson.Records);

    /// <summary>Out of bytes.</summary>
    /// <exception cref="JsonException">It is no manifest, or names a file outside its folder.</exception>
    public static RemoteManifest Read(byte[] bytes)
    {
        var read = JsonSerializer.Deserialize<RemoteManifest>(bytes, StoreJson.Records) ?? throw new JsonException("it is empty");
        // Whoever can write the bucket must not choose where on this machine a file is written.
        if (read.Files.FirstOrDefault(f => f.Path.Split('/').Any(p => p is "" or "." or "..") || f.Path.Contains('\\')) is { } outside) throw new JsonException($"it names the file {outside.Path}");
        return read;
    }
}
