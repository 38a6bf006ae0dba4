using TorchSharp;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>The weights of a checkpoint folder: <c>model.safetensors</c>, or shards listed by <c>model.safetensors.index.json</c>.</summary>
public sealed class CheckpointTensors
{
    private readonly Dictionary<string, SafetensorsFile> files = new(StringComparer.Ordinal);

    private CheckpointTensors(string folder) => Folder = folder;

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Names of all tensors, in ordinal order.</summary>
    public IEnumerable<string> Names => files.Keys.Order(StringComparer.Ordinal);

    /// <summary>How many tensors there are.</summary>
    public int Count => files.Count;

    /// <summary>Bytes of all tensors, as the files hold them.</summary>
    public long Bytes => files.Values.Distinct().Sum(file => file.TensorBytes);

    /// <summary>The weight files, in ordinal order of their paths.</summary>
    public IEnumerable<string> Files => files.Values.Select(file => file.Path).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Reads and checks the headers of all the folder's weight files.</summary>
    /// <exception cref="CheckpointException">There are none, they are damaged, or they are pickled.</exception>
    public static CheckpointTensors Open(string folder)
    {
        if (!Directory.Exists(folder)) throw new CheckpointException($"there is no checkpoint folder {folder}");
        var tensors = new CheckpointTensors(folder);
        if (File.Exists(Path.Combine(folder, ModelFolder.Weights))) tensors.AddSingle();
        else if (File.Exists(Path.Combine(folder, ShardIndex.FileName))) tensors.AddShards();
        else if (PickleFiles.FirstIn(folder) is { } pickle) throw PickleFiles.Refusal(pickle);
        else throw new CheckpointException($"{folder} has neither {ModelFolder.Weights} nor {ShardIndex.FileName}");
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

    /// <summary>Reads one tensor into memory that is there, converting its type.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="target">Takes its values; contiguous, of the stored shape, any type and device.</param>
    /// <exception cref="CheckpointException">There is no such tensor, or it cannot be read.</exception>
    public void Read(string name, torch.Tensor target) => FileOf(name).Read(name, target);

    /// <summary>Whether two tensors have the same type, shape and bytes.</summary>
    /// <exception cref="CheckpointException">There is no such tensor, or it cannot be read.</exception>
    public bool AreEqual(string name, string other)
    {
        var (one, two) = (Entry(name), Entry(other));
        if (one.Type != two.Type || !one.Shape.SequenceEqual(two.Shape)) return false;
        return FileOf(name).BytesEqual(one, FileOf(other), two);
    }

    private SafetensorsFile FileOf(string name) =>
        files.TryGetValue(name, out var file) ? file : throw new CheckpointException($"{Folder} has no tensor '{name}'");

    private void AddSingle()
    {
        var file = SafetensorsFile.Open(Path.Combine(Folder, ModelFolder.Weights));
        foreach (var name in file.Tensors.Keys) files.Add(name, file);
    }

    private void AddShards()
    {
        var path = Path.Combine(Folder, ShardIndex.FileName);
        var shards = new Dictionary<string, SafetensorsFile>(StringComparer.Ordinal);
        foreach (var (name, shardName) in ShardIndex.Read(path))
        {
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
}
