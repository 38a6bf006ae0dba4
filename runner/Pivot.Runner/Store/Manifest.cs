using System.Text.Json;

namespace Pivot.Runner.Store;

/// <summary><c>manifest.json</c>: what a finished stage consists of. Written last, so a folder without it is not done.</summary>
/// <param name="Key">The node's key, the folder's name.</param>
/// <param name="Files">Every file of the stage, in ordinal order of their paths.</param>
public sealed record Manifest(string Key, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>The file's name in a stage's folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Takes stock of a folder: everything in it but the manifest itself, temporary files and what is under <c>resume/</c>.</summary>
    public static Manifest Of(string key, StageFolder folder)
    {
        var files = ManifestFile.Of(folder.Path, f => f != FileName && !f.StartsWith("resume/", StringComparison.Ordinal) && !f.EndsWith(".tmp", StringComparison.Ordinal));
        return new Manifest(key, files);
    }

    /// <summary>Writes it, whole or not at all.</summary>
    public void Write(StageFolder folder) =>
        AtomicFile.Write(System.IO.Path.Combine(folder.Path, FileName), JsonSerializer.Serialize(this, StoreJson.Records) + "\n");

    /// <summary>The manifest of a folder; null where there is none or what is there is no manifest, and then <paramref name="fault"/> says so.</summary>
    public static Manifest? Read(StageFolder folder, out string? fault)
    {
        fault = null;
        var path = System.IO.Path.Combine(folder.Path, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(path), StoreJson.Records);
            if (manifest is null) fault = $"{FileName} is empty";
            return manifest;
        }
        catch (JsonException e)
        {
            fault = $"{FileName} is damaged at line {e.LineNumber + 1}";
            return null;
        }
    }

    /// <summary>Compares the folder with the manifest, every byte. Null when all is as written, otherwise the first fault found.</summary>
    /// <exception cref="IOException">A file is there and cannot be read.</exception>
    public string? Fault(StageFolder folder)
    {
        if (Files.Count == 0) return $"{FileName} lists no file";
        foreach (var file in Files)
        {
            var info = new FileInfo(System.IO.Path.Combine(folder.Path, file.Path));
            if (!info.Exists) return $"{file.Path} is missing";
            if (info.Length != file.Size) return $"{file.Path} has {info.Length} bytes, was written with {file.Size}";
        }
        string? fault = null;
        // The sizes agree, so only content can differ: hash, in parallel where files are many or large.
        Parallel.ForEach(Files, (file, loop) =>
        {
            if (FileDigest.Of(System.IO.Path.Combine(folder.Path, file.Path)) == file.Sha256) return;
            Interlocked.CompareExchange(ref fault, $"{file.Path} was altered after it was written (its SHA-256 differs)", null);
            loop.Stop();
        });
        return fault;
    }
}
