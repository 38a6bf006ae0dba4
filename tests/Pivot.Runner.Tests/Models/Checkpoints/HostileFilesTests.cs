using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Checkpoints;

/// <summary>Files that somebody made to break a reader.</summary>
public sealed class HostileFilesTests : ModelTest, IDisposable
{
    private const string Index = "model.safetensors.index.json";
    private static readonly string[] Numbers = ["-1", "0", "1", "8", "9223372036854775807", "9223372036854775808", "18446744073709551615", "1e300", "4294967296", "0.5"];
    private static readonly string[] Texts =
        ["\"F32\"", "\"F64\"", "\"F8_E4M3\"", "\"BF16\"", "null", "true", "[]", "{}", "[[[[[[[[1]]]]]]]]", "\"\\ud800\"", "\"\"", "\"__metadata__\"", "\"../x\"", "\"/dev/zero\"", "\"a\\u0000b\""];

    private readonly string folder = Directory.CreateTempSubdirectory("pivot-hostile-").FullName;

    private string Weights => Path.Combine(folder, "model.safetensors");

    [Fact]
    public void Two_thousand_mutated_headers_and_indices_are_diagnosed_or_read_whole_in_bounded_memory()
    {
        var (header, data) = SoundHeader();
        var index = """{"metadata": {"total_size": 48}, "weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}"""u8.ToArray();
        TensorFile.Save(Path.Combine(folder, "model-00001-of-00002.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(4) });
        TensorFile.Save(Path.Combine(folder, "model-00002-of-00002.safetensors"), new Dictionary<string, Tensor> { ["b"] = ones(4, ScalarType.Int64) });
        var random = new Random(20261123);
        var (refused, whole, tried) = (0, 0, 0);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var resident = Resident();
        for (; tried < 2000; tried++)
        {
            if (tried % 4 == 3)
            {
                File.Delete(Weights);
                File.WriteAllBytes(Path.Combine(folder, Index), Mutate(index, random));
            }
            else File.WriteAllBytes(Weights, MutateFile(header, data, random));
            try
            {
                using var scope = NewDisposeScope();
                var tensors = CheckpointTensors.Open(folder);
                foreach (var name in tensors.Names)
                {
                    var entry = tensors.Entry(name);
                    Assert.Equal(entry.End - entry.Begin, tensors.Read(name).bytes.Length);
                }
                whole++;
            }
            catch (CheckpointException error)
            {
                Assert.Contains(folder, error.Message);
                Assert.True(error.Message.Length < 20_000, $"{error.Message.Length} characters");
                refused++;
            }
            File.Delete(Path.Combine(folder, Index));
        }
        Assert.Equal(2000, tried);
        Assert.Equal(tried, refused + whole);
        Assert.True(refused > 1000 && whole > 20, $"{refused} refused, {whole} whole");
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < tried * 200_000L, "more than 200 kB of managed memory a file");
        Assert.True(Resident() - resident < 200_000_000, $"the process grew by {Resident() - resident} bytes");
    }

    [Fact]
    public void Mutated_descriptions_are_diagnosed_or_fit()
    {
        using var model = Samples.NewMultimodalModel(1);
        MultimodalCheckpoint.Save(model, folder);
        var path = Path.Combine(folder, "config.json");
        var sound = File.ReadAllBytes(path);
        var random = new Random(7);
        var (refused, fit) = (0, 0);
        for (var i = 0; i < 500; i++)
        {
            File.WriteAllBytes(path, Mutate(sound, random));
            try
            {
                using var loaded = MultimodalCheckpoint.Load(folder);
                fit++;
            }
            catch (CheckpointException)
            {
                refused++;
            }
        }
        Assert.Equal(500, refused + fit);
        Assert.True(refused > 100 && fit > 20, $"{refused} refused, {fit} fit");
    }

    [Theory]
    [InlineData("num_hidden_layers", 2_000_000_000, "blocks; the files hold")]
    [InlineData("num_hidden_layers", 1, "unexpected")]
    [InlineData("vocab_size", int.MaxValue, "misshapen")]
    [InlineData("intermediate_size", int.MaxValue, "misshapen")]
    public void A_description_of_another_size_takes_no_memory(string field, int value, string message)
    {
        using var model = Samples.NewLanguageModel();
        LanguageModelCheckpoint.Save(model, folder);
        var path = Path.Combine(folder, "config.json");
        var config = JsonNode.Parse(File.ReadAllText(path))!;
        config[field] = value;
        File.WriteAllText(path, config.ToJsonString());
        var before = Resident();
        Assert.Contains(message, Assert.Throws<CheckpointException>(() => LanguageModelCheckpoint.Load(folder)).Message);
        Assert.True(Resident() - before < 100_000_000);
    }

    [Fact]
    public void Links_that_lead_in_a_circle_or_to_a_device_are_refused()
    {
        File.CreateSymbolicLink(Weights, Weights);
        Assert.Throws<CheckpointException>(() => CheckpointTensors.Open(folder));
        File.Delete(Weights);
        File.CreateSymbolicLink(Weights, "/dev/zero");
        Assert.Throws<CheckpointException>(() => CheckpointTensors.Open(folder));
        File.Delete(Weights);
        File.CreateSymbolicLink(Path.Combine(folder, Index), "/dev/zero");
        Assert.Contains("longer than", Assert.Throws<CheckpointException>(() => CheckpointTensors.Open(folder)).Message);
        File.CreateSymbolicLink(Path.Combine(folder, "config.json"), "/dev/zero");
        Assert.Contains("longer than", Assert.Throws<CheckpointException>(() => CheckpointDescription.Read(folder)).Message);
    }

    [Fact]
    public void A_name_or_a_list_of_any_length_is_refused_before_it_is_kept()
    {
        Refused("{\"" + new string('x', 1_000_000) + "\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", "a name of 1000000 bytes");
        Refused("{\"a\":{\"dtype\":\"F32\",\"shape\":[" + string.Join(",", Enumerable.Repeat("1", 1_000_000)) + "],\"data_offsets\":[0,4]}}", "more than 32 numbers");
        Refused("{" + string.Join(",", Enumerable.Range(0, 300_000).Select(i => $"\"{i}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")) + "}", "more than 250000 tensors");

        void Refused(string header, string message)
        {
            File.WriteAllBytes(Weights, Bytes(Encoding.UTF8.GetBytes(header), new byte[4]));
            Assert.Contains(message, Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(Weights)).Message);
        }
    }

    [Fact]
    public void A_file_that_shrinks_after_its_header_was_read_is_refused()
    {
        TensorFile.Save(Weights, new Dictionary<string, Tensor> { ["a"] = ones(1000) });
        var file = SafetensorsFile.Open(Weights);
        File.WriteAllBytes(Weights, File.ReadAllBytes(Weights)[..^100]);
        Assert.Contains("length changed", Assert.Throws<CheckpointException>(() => file.Read("a")).Message);
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private static (byte[] Header, byte[] Data) SoundHeader()
    {
        using var stream = new MemoryStream();
        TensorFile.Save(stream, new Dictionary<string, Tensor>
        {
            ["model.a"] = ones(2, 3), ["model.b"] = ones(3, ScalarType.Int64), ["flag"] = ones(5, ScalarType.Bool), ["half"] = ones([2, 2], ScalarType.BFloat16),
        });
        var bytes = stream.ToArray();
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return (bytes[8..(8 + length)], bytes[(8 + length)..]);
    }

    private static byte[] MutateFile(byte[] header, byte[] data, Random random)
    {
        var bytes = Bytes(Mutate(header, random), random.Next(8) == 0 ? [.. data, 1] : data);
        switch (random.Next(12))
        {
            case 0: BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)random.NextInt64()); break;
            case 1: bytes = bytes[..random.Next(bytes.Length)]; break;
            case 2: BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)random.Next(400)); break;
        }
        return bytes;
    }

    // Text: a number, a word or a stretch replaced; bytes: flipped, cut, doubled.
    private static byte[] Mutate(byte[] sound, Random random)
    {
        var bytes = sound.ToList();
        for (var changes = random.Next(1, 3); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 24), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3: bytes.InsertRange(at, Encoding.UTF8.GetBytes(new string('[', 200))); break;
                case 4: bytes[at] = (byte)' '; break;
                default: ReplaceValue(bytes, random); break;
            }
            if (bytes.Count == 0) return [];
        }
        return [.. bytes];
    }

    private static void ReplaceValue(List<byte> bytes, Random random)
    {
        var values = bytes.Select((b, i) => (b, i)).Where(p => p.b is (byte)':' or (byte)'[' or (byte)',').Select(p => p.i + 1).ToList();
        if (values.Count == 0) return;
        var start = values[random.Next(values.Count)];
        var end = start;
        while (end < bytes.Count && bytes[end] is not ((byte)',' or (byte)']' or (byte)'}')) end++;
        bytes.RemoveRange(start, end - start);
        var pool = random.Next(2) == 0 ? Numbers : Texts;
        bytes.InsertRange(start, Encoding.UTF8.GetBytes(pool[random.Next(pool.Length)]));
    }

    private static byte[] Bytes(byte[] header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. header, .. data];
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
