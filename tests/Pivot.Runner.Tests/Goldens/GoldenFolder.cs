using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Goldens;

/// <summary>
/// Stored inputs and outputs of reference implementations. Folders are found by what they hold, under PIVOT_GOLDENS or tests/goldens, so
/// that a second set with other seeds and sizes is checked by the same tests.
/// </summary>
public sealed class GoldenFolder
{
    private readonly Dictionary<string, Tensor> tensors = [];

    private GoldenFolder(string path)
    {
        Path = path;
        Notes = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(path, "golden.json"))).RootElement;
        foreach (var file in Directory.GetFiles(path, "*.safetensors").Order(StringComparer.Ordinal))
        {
            foreach (var (name, value) in Read(file)) tensors[name] = value;
        }
    }

    public string Path { get; }

    public JsonElement Notes { get; }

    public IEnumerable<string> Names => tensors.Keys;

    public Tensor this[string name] => tensors[name];

    public double Number(string name) => this[name].to(ScalarType.Float64).item<double>();

    public int[] Ints(string name) => [.. this[name].flatten().data<long>().Select(v => (int)v)];

    public byte[] Bytes(string name) => [.. this[name].flatten().data<long>().Select(v => (byte)v)];

    public double[] Numbers(string name) => this[name].flatten().to(ScalarType.Float64).data<double>().ToArray();

    /// <summary>Every golden folder whose golden.json lists a tensor; the test fails when there is none.</summary>
    public static IReadOnlyList<GoldenFolder> With(string tensorName)
    {
        var found = Directory.GetFiles(Root(), "golden.json", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains($"\"name\": \"{tensorName}\""))
            .Order(StringComparer.Ordinal)
            .Select(f => new GoldenFolder(System.IO.Path.GetDirectoryName(f)!))
            .ToList();
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>Every golden folder that holds such a file; the test fails when there is none.</summary>
    public static IReadOnlyList<GoldenFolder> WithFile(string pattern)
    {
        var found = Directory.GetFiles(Root(), "golden.json", SearchOption.AllDirectories)
            .Select(f => System.IO.Path.GetDirectoryName(f)!)
            .Where(f => Directory.EnumerateFiles(f, pattern).Any())
            .Order(StringComparer.Ordinal)
            .Select(f => new GoldenFolder(f))
            .ToList();
        Assert.NotEmpty(found);
        return found;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("PIVOT_GOLDENS") is { Length: > 0 } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var goldens = System.IO.Path.Combine(folder.FullName, "tests", "goldens");
            if (Directory.Exists(goldens)) return goldens;
        }
        throw new DirectoryNotFoundException("no tests/goldens above the test's folder; set PIVOT_GOLDENS");
    }

    private static IEnumerable<(string Name, Tensor Value)> Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, headerLength));
        foreach (var entry in header.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            var type = entry.Value.GetProperty("dtype").GetString() switch
            {
                "F32" => ScalarType.Float32,
                "I64" => ScalarType.Int64,
                "U8" => ScalarType.Byte,
                "BF16" => ScalarType.BFloat16,
                var other => throw new NotSupportedException(other),
            };
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(n => n.GetInt64())];
            var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(n => n.GetInt32()).ToArray();
            var value = empty(shape, type);
            bytes.AsSpan(8 + headerLength + offsets[0], offsets[1] - offsets[0]).CopyTo(value.bytes);
            yield return (entry.Name, value);
        }
    }
}
