using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A safetensors file: its header in memory, its tensors read when asked for.</summary>
public sealed class SafetensorsFile
{
    private const int Chunk = 1 << 26;
    private readonly SafetensorsHeader header;

    private SafetensorsFile(string path, SafetensorsHeader header)
    {
        Path = path;
        this.header = header;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorEntry> Tensors => header.Tensors;

    /// <summary>Texts stored beside them.</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="CheckpointException">The file is missing, or not a whole and sound safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        using var stream = OpenStream(path);
        return new SafetensorsFile(path, SafetensorsHeader.Read(stream, path));
    }

    /// <summary>Reads one tensor, in its own type. It belongs to the caller (and to its dispose scope, if it has one).</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="device">Where it goes; null is the CPU.</param>
    /// <exception cref="CheckpointException">There is no such tensor, or its bytes cannot be read.</exception>
    public Tensor Read(string name, Device? device = null)
    {
        if (!Tensors.TryGetValue(name, out var entry)) throw new CheckpointException($"{Path} has no tensor '{name}'");
        using var stream = OpenStream(Path);
        var values = empty([.. entry.Shape], entry.Type);
        try
        {
            Fill(values, entry, stream);
            if (device is null || device.type == DeviceType.CPU) return values;
            var moved = values.to(device);
            values.Dispose();
            return moved;
        }
        catch (Exception error)
        {
            values.Dispose();
            if (error is IOException) throw new CheckpointException($"{Path}: tensor '{name}' cannot be read ({error.Message})", error);
            throw;
        }
    }

    private static FileStream OpenStream(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path} cannot be read ({error.Message})", error);
        }
    }

    // In pieces, since a span ends at 2^31 - 1 bytes.
    private void Fill(Tensor values, TensorEntry entry, Stream stream)
    {
        stream.Position = header.DataStart + entry.Begin;
        using var flat = values.view(-1);
        var size = SafetensorsTypes.Of(entry.Type).Size;
        var count = (entry.End - entry.Begin) / size;
        for (long done = 0; done < count;)
        {
            var length = Math.Min(count - done, Chunk / size);
            using var piece = flat.narrow(0, done, length);
            var bytes = piece.bytes;
            stream.ReadExactly(bytes);
            if (entry.Type == ScalarType.Bool && bytes.ContainsAnyExceptInRange((byte)0, (byte)1))
                throw new CheckpointException($"{Path}: tensor '{entry.Name}' is BOOL and holds bytes other than 0 and 1");
            done += length;
        }
    }
}
