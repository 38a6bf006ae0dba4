using System.Text.Json;

namespace Pivot.Runner.Store.Remote;

/// <summary>
/// Folders in a bucket that are there whole or not at all: the files go to <c>NAME/UPLOAD/...</c> and then <c>NAME/manifest.json</c> names the
/// upload. Two that write one name do not mix, and half an upload is not seen.
/// </summary>
/// <param name="bucket">The bucket.</param>
/// <param name="kind">What all names begin with, such as <c>stages</c>.</param>
public sealed class RemoteFolders(S3Bucket bucket, string kind)
{
    private const int AtOnce = 4;

    /// <summary>The manifest; null where the folder is not there.</summary>
    /// <exception cref="JsonException">There is one and it is damaged.</exception>
    public RemoteManifest? Manifest(string name) => bucket.Get(ManifestOf(name)) is { } bytes ? RemoteManifest.Read(bytes) : null;

    /// <summary>Whether the folder has a manifest.</summary>
    public bool Exists(string name) => bucket.Exists(ManifestOf(name));

    /// <summary>The first parts of all names, of whole folders or not: one listing, however many objects each has.</summary>
    public IReadOnlyList<string> Names() => bucket.Folders($"{kind}/");

    /// <summary>Names of the whole folders below one, which may be several levels deep.</summary>
    public IReadOnlyList<string> Whole(string within) =>
        [.. bucket.List($"{kind}/{within}").Select(o => o.Name.Split('/')).Where(parts => parts.Length == Depth + 2 && parts[^1] == RemoteManifest.FileName).Select(parts => string.Join('/', parts[1..^1]))];

    /// <summary>Writes a folder. The manifest is last.</summary>
    /// <param name="name">Its name in the bucket.</param>
    /// <param name="path">The folder here.</param>
    /// <param name="files">Its files.</param>
    public RemoteManifest Upload(string name, string path, IReadOnlyList<ManifestFile> files)
    {
        var manifest = new RemoteManifest(Guid.NewGuid().ToString("n"), files);
        Together.Do(files, AtOnce, file => bucket.PutFile(FileOf(name, manifest, file.Path), Path.Combine(path, file.Path)));
        bucket.Put(ManifestOf(name), manifest.Write());
        return manifest;
    }

    /// <summary>Brings a folder here, into one that is not there yet. Every digest is compared on the way.</summary>
    /// <returns>Null, or what is not as it was written.</returns>
    public string? Download(string name, RemoteManifest manifest, string path)
    {
        string? fault = null;
        Together.Do(manifest.Files, AtOnce, file =>
        {
            var target = Path.Combine(path, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var digest = bucket.GetFile(FileOf(name, manifest, file.Path), target);
            if (digest is null) fault ??= $"{file.Path} is missing";
            else if (digest != file.Sha256) fault ??= $"{file.Path} was altered after it was written (its SHA-256 differs)";
        });
        return fault;
    }

    /// <summary>Compares the sizes of all files with the manifest's, which a listing tells, and reads none. Null when all are there.</summary>
    public string? Fault(string name, RemoteManifest manifest)
    {
        var sizes = bucket.List($"{kind}/{name}/{manifest.Upload}/").ToDictionary(o => o.Name, o => o.Size);
        if (manifest.Files.FirstOrDefault(f => !sizes.TryGetValue(FileOf(name, manifest, f.Path), out var size) || size != f.Size) is not { } wrong) return null;
        return sizes.TryGetValue(FileOf(name, manifest, wrong.Path), out var found) ? $"{wrong.Path} has {found} bytes, was written with {wrong.Size}" : $"{wrong.Path} is missing";
    }

    /// <summary>One small file of a folder; null where it is missing or not as it was written.</summary>
    public byte[]? File(string name, RemoteManifest manifest, string path) =>
        manifest.Files.FirstOrDefault(f => f.Path == path) is { } file && bucket.Get(FileOf(name, manifest, path)) is { } bytes
        && Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)) == file.Sha256 ? bytes : null;

    /// <summary>Removes a folder, or all below a name ended by <c>/</c>: the manifests first, so that what is half removed does not look whole.</summary>
    public void Remove(string name)
    {
        var objects = bucket.List($"{kind}/{name.TrimEnd('/')}/").Select(o => o.Name).ToLookup(n => n.EndsWith("/" + RemoteManifest.FileName, StringComparison.Ordinal));
        bucket.Delete(objects[true]);
        bucket.Delete(objects[false]);
    }

    /// <summary>Removes the files of an upload that no manifest names any more.</summary>
    public void RemoveUpload(string name, RemoteManifest replaced) => bucket.Delete(replaced.Files.Select(f => FileOf(name, replaced, f.Path)));

    /// <summary>Removes uploads of which no object was written since a time and that no manifest names.</summary>
    /// <returns>How many.</returns>
    public int RemoveUnnamed(DateTime before)
    {
        // kind/NAME.../UPLOAD/file; a manifest lies one level higher.
        var uploads = bucket.List($"{kind}/").Where(o => o.Name.Split('/').Length >= Depth + 3).GroupBy(o => string.Join('/', o.Name.Split('/').Take(Depth + 2)));
        var removed = 0;
        foreach (var upload in uploads.Where(u => u.Max(o => o.ModifiedAt) < before))
        {
            var name = string.Join('/', upload.Key.Split('/')[1..^1]);
            if (NamedUpload(name) is not { } named || upload.Key.EndsWith("/" + named, StringComparison.Ordinal)) continue;
            bucket.Delete(upload.Select(o => o.Name));
            removed++;
        }
        return removed;
    }

    /// <summary>How many parts a name has: <c>KEY</c> has one, <c>KEY/EPOCH/step-N</c> three.</summary>
    public int Depth { private get; init; } = 1;

    // "" where no manifest is; null where it cannot be read, and then nobody can say what it names.
    private string? NamedUpload(string name)
    {
        try
        {
            return Manifest(name)?.Upload ?? "";
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string ManifestOf(string name) => $"{kind}/{name}/{RemoteManifest.FileName}";

    private string FileOf(string name, RemoteManifest manifest, string path) => $"{kind}/{name}/{manifest.Upload}/{path}";
}
