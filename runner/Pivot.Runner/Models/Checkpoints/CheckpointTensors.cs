using System.Text.Json;
using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>The weights of a checkpoint folder: <c>model.safetensors</c>, or shards listed by <c>model.safetensors.index.json</c>.</summary>
public sealed class CheckpointTensors
{
    private const string Single = "model.safetensors";
    private const string Index = "model.safetensors.index.json";
    private readonly Dictionary<string, SafetensorsFile> files = new(StringComparer.Ordinal);

    private CheckpointTensors(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Names of all tensors, in ordinal order.</summary>
    public IEnumerable<string> Names => files.Keys.Order(StringComparer.Ordinal);

    /// <summary>The weight files, in ordinal order of their paths.</summary>
    public IEnumerable<string> Files => files.Values.Select(file => file.Path).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Reads and checks the headers of all the folder's weight files.</summary>
    /// <exception cref="CheckpointException">There are none, they are damaged, or they are pickled.</exception>
    public static CheckpointTensors Open(string folder)
    {
        if (!Directory.Exists(folder)) throw new CheckpointException($"there is no checkpoint folder {folder}");
        var tensors = new CheckpointTensors(folder);
        if (File.Exists(Path.Combine(folder, Single))) tensors.AddSingle();
        else if (File.Exists(Path.Combine(folder, Index))) tensors.AddShards();
        else if (PickleFiles.FirstIn(folder) is { } pickle) throw PickleFiles.Refusal(pickle);
        else throw new CheckpointException($"{folder} has neither {Single} nor {Index}");
        return tensors;
    }

    /// <summary>Whether the checkpoint has a tensor.</summary>
    public bool Has(string name) => files.ContainsKey(name);

    /// <summary>A tensor's sizes and type.</summary>
    /// <exception cref="CheckpointException">There is no such tensor.</exception>
    public TensorEntry Entry(string name) => FileOf(name).Tensors[name];

    /// <summary>Reads one tensor into memory, in its own type. It belongs to the caller.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, or it cannot be read.</exception>
    public torch.Tensor Read(string name) => FileOf(name).Read(name);

    private SafetensorsFile FileOf(string name) =>
        files.TryGetValue(name, out var file) ? file : throw new CheckpointException($"{Folder} has no tensor '{name}'");

    private void AddSingle()
    {
        var file = SafetensorsFile.Open(Path.Combine(Folder, Single));
        foreach (var name in file.Tensors.Keys) files.Add(name, file);
    }

    private void AddShards()
    {
        var path = Path.Combine(Folder, Index);
        var shards = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        foreach (var (name, shardName) in ReadIndex(path))
        {
            if (Path.GetFileName(shardName) != shardName || shardName is "" or "." or "..")
                throw new CheckpointException($"{path}: '{name}' lies in '{shardName}', which is not the name of a file in the folder");
            if (!shards.TryGetValue(shardName, out var shard))
                shards.Add(shardName, shard = SafetensorsFile.Open(Path.Combine(Folder, shardName)));
            if (!shard.Tensors.ContainsKey(name)) throw new CheckpointException($"{path}: '{name}' should lie in {shardName}, which does not have it");
            files.Add(name, shard);
        }
        foreach (var (shardName, shard) in shards)
        {
            foreach (var name in shard.Tensors.Keys.Where(name => files.GetValueOrDefault(name) != shard))
                throw new CheckpointException($"{shard.Path}: the index does not place tensor '{name}' in {shardName}");
        }
    }

    private static Dictionary<string, string> ReadIndex(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var places = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.GetProperty("weight_map").EnumerateObject())
            {
                if (!places.TryAdd(property.Name, property.Value.GetString() ?? ""))
                    throw new CheckpointException($"{path}: weight_map has '{property.Name}' twice");
            }
            return places;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            throw new CheckpointException($"{path}: no readable weight_map ({error.Message})", error);
        }
    }
}
