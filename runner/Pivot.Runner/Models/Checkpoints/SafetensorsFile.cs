using Microsoft.Win32.SafeHandles;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Checkpoints;

/// <summary>A safetensors file: its header in memory, its tensors read when asked for.</summary>
public sealed class SafetensorsFile
{
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

    /// <summary>Bytes of all its tensors.</summary>
    public long TensorBytes => header.DataLength;

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="CheckpointException">The file is missing, or not a whole and sound safetensors file.</exception>
    public static SafetensorsFile Open(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return new SafetensorsFile(path, SafetensorsHeader.Read(stream, path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CheckpointException($"{path} cannot be read ({error.Message})", error);
        }
    }

    /// <summary>Reads one tensor. It belongs to the caller (and to its dispose scope, if it has one).</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="device">Where it goes; null is the CPU.</param>
    /// <param name="type">Its type in memory; null is the file's.</param>
    /// <exception cref="CheckpointException">There is no such tensor, or its bytes cannot be read.</exception>
    public Tensor Read(string name, Device? device = null, ScalarType? type = null)
    {
        var entry = Entry(name);
        var values = empty([.. entry.Shape], type ?? entry.Type, device);
        try
        {
            Read(entry, values);
            return values;
        }
        catch
        {
            values.Dispose();
            throw;
        }
    }

    /// <summary>Reads one tensor into memory that is there: nothing is held besides but a few pieces of 4 MiB.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="target">Takes its values, converted to its own type; contiguous, of the stored shape, on any device.</param>
    /// <exception cref="ArgumentException">The target has another shape.</exception>
    /// <exception cref="CheckpointException">There is no such tensor, or its bytes cannot be read.</exception>
    public void Read(string name, Tensor target)
    {
        var entry = Entry(name);
        if (!target.shape.SequenceEqual(entry.Shape))
            throw new ArgumentException($"'{name}' is [{string.Join(", ", entry.Shape)}], the target [{string.Join(", ", target.shape)}]");
        Read(entry, target);
    }

    internal bool BytesEqual(TensorEntry own, SafetensorsFile file, TensorEntry other)
    {
        try
        {
            using SafeFileHandle one = File.OpenHandle(Path), two = File.OpenHandle(file.Path);
            return TensorFill.AreEqual(one, header.DataStart + own.Begin, two, file.header.DataStart + other.Begin, own.End - own.Begin);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{Path}: tensor '{own.Name}' cannot be read ({error.Message})", error);
        }
    }

    private TensorEntry Entry(string name) => Tensors.TryGetValue(name, out var entry) ? entry : throw new CheckpointException($"{Path} has no tensor '{name}'");

    private void Read(TensorEntry entry, Tensor target)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(Path);
            if (RandomAccess.GetLength(file) != header.DataStart + header.DataLength) throw new IOException("the file's length changed after its header was read");
            TensorFill.Read(target, file, header.DataStart + entry.Begin, entry.Type);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CheckpointException)
        {
            throw new CheckpointException($"{Path}: tensor '{entry.Name}' cannot be read ({error.Message})", error);
        }
    }
}
