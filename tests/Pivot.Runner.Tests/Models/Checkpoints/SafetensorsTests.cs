using System.Buffers.Binary;
using System.Text;
using Pivot.Runner.Models.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Checkpoints;

public sealed class SafetensorsTests : ModelTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-safetensors-").FullName;

    private string File1 => Path.Combine(folder, "a.safetensors");

    [Fact]
    [Trait("Category", "Golden")]
    public void A_file_of_the_reference_is_written_back_byte_for_byte()
    {
        var files = Directory.GetFiles(Goldens.Root, "*.safetensors", SearchOption.AllDirectories);
        Assert.True(files.Length >= 2, $"{files.Length} files found");
        foreach (var file in files)
        {
            using var scope = NewDisposeScope();
            TensorFile.Save(File1, TensorFile.Load(file), SafetensorsFile.Open(file).Metadata);
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(File1)), file);
        }
    }

    [Fact]
    public void Every_type_comes_back_as_it_was()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["f64"] = tensor(new[] { 1.5, double.NaN, double.NegativeInfinity }),
            ["f32"] = tensor(new[] { 1.5f, -0f, float.Epsilon, 3e38f }, [2, 2]),
            ["f16"] = tensor(new[] { 1.5f, -2.25f }).to(ScalarType.Float16),
            ["bf16"] = tensor(new[] { 1.5f, -2.25f }).to(ScalarType.BFloat16),
            ["i64"] = tensor(new[] { long.MinValue, 7L }),
            ["i32"] = tensor(new[] { int.MinValue, 7 }),
            ["i16"] = tensor(new short[] { short.MinValue, 7 }),
            ["i8"] = tensor(new sbyte[] { -128, 7 }),
            ["u8"] = tensor(new byte[] { 255, 7 }),
            ["bool"] = tensor(new[] { true, false, true }),
            ["scalar"] = tensor(4f),
            ["none"] = zeros(0, 3),
            ["a \"quoted\" name/ü"] = ones(1),
            ["transposed"] = arange(6).view(2, 3).t(),
        };
        TensorFile.Save(File1, tensors, new Dictionary<string, string> { ["step"] = "12" });
        var file = SafetensorsFile.Open(File1);
        Assert.Equal("12", file.Metadata["step"]);
        var loaded = TensorFile.Load(File1);
        Assert.Equal(tensors.Keys.Order(), loaded.Keys.Order());
        foreach (var (name, expected) in tensors)
        {
            Assert.Equal(expected.dtype, loaded[name].dtype);
            Assert.Equal(expected.shape, loaded[name].shape);
            Assert.True(expected.contiguous().bytes.SequenceEqual(loaded[name].bytes), name);
        }
    }

    [Fact]
    public void Bytes_do_not_depend_on_the_order_tensors_are_given_in()
    {
        var (a, b, c) = (ones(3), zeros(2, 2), arange(4));
        Assert.Equal(
            Bytes(new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b, ["c"] = c }), Bytes(new Dictionary<string, Tensor> { ["c"] = c, ["b"] = b, ["a"] = a }));
        var bytes = Bytes(new Dictionary<string, Tensor> { ["a"] = a });
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
    }

    [Fact]
    public void A_type_the_format_lacks_is_refused_before_anything_is_written()
    {
        var error = Assert.Throws<ArgumentException>(() => TensorFile.Save(File1, new Dictionary<string, Tensor> { ["c"] = zeros(2, dtype: ScalarType.ComplexFloat32) }));
        Assert.Contains("ComplexFloat32", error.Message);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'a' is there twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", "tensor 'a' lies at bytes 0..16; the file holds 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "tensor 'a' lies at bytes 8..0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "tensor 'a' has shape [3] of F32 but 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "tensor 'a' has '-2' in its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", "tensor 'a' has '2.5' in its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,16],"data_offsets":[0,8]}}""", "tensor 'a' has shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", "tensor 'a' has '99999999999999999999'")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""", "tensor 'a' is of type F8_E4M3: numbers of fewer than 16 bits are not read")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}""", "tensor 'a' has 'x'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "tensor 'a' lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", "tensor 'a' lacks")]
    [InlineData("""{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", "tensor 'a' has a shape that is not a list")]
    [InlineData("""{"a":7}""", "tensor 'a' is not described by an object")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", "tensor 'b' overlaps 'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "tensor 'a' leaves a gap of 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes after the last tensor belong to none")]
    [InlineData("""{"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "__metadata__ 'a' is not a text")]
    [InlineData("""[]""", "not a JSON object")]
    [InlineData("""{"a":""", "not valid JSON")]
    [InlineData("""{"a":{"dtype":"U16","shape":[4],"data_offsets":[0,8]}}""", "tensor 'a' is of type U16, which is not read; supported are I64")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", "tensor 'a' is of type 'F31', which the format does not have")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}{}""", "not valid JSON")]
    [InlineData("""{"a":{"dtype":{"x":{"y":{"z":{}}}}}}""", "tensor 'a' has 'dtype' where")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[2]]]]],"data_offsets":[0,8]}}""", "tensor 'a' has 'StartArray' in its shape")]
    public void A_damaged_header_is_named_with_file_and_tensor(string header, string message)
    {
        Write(Encoding.UTF8.GetBytes(header), new byte[8]);
        var error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(File1));
        Assert.StartsWith(File1, error.Message);
        Assert.Contains(message, error.Message);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(100UL)]
    public void A_header_longer_than_the_file_is_refused(ulong length)
    {
        var bytes = new byte[40];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(File1, bytes);
        Assert.Contains($"the header says it is {length} bytes long; the file has 32", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(File1)).Message);
    }

    [Fact]
    public void A_header_that_is_not_UTF_8_is_refused()
    {
        Write([(byte)'{', (byte)'"', 0xff, 0xfe, (byte)'"', (byte)':', (byte)'{', (byte)'}', (byte)'}'], []);
        Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(File1));
    }

    [Fact]
    public void Short_missing_and_cut_files_are_refused()
    {
        Assert.Contains("cannot be read", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(File1)).Message);
        File.WriteAllBytes(File1, [1, 2, 3]);
        Assert.Contains("too few", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(File1)).Message);
        TensorFile.Save(File1, new Dictionary<string, Tensor> { ["a"] = ones(8) });
        var whole = File.ReadAllBytes(File1);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(File1, whole[..length]);
            Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(File1));
        }
    }

    [Fact]
    public void Any_damaged_byte_of_a_header_gives_an_exception_of_ours_or_a_readable_file()
    {
        TensorFile.Save(File1, new Dictionary<string, Tensor> { ["a"] = ones(2), ["b"] = ones(3, ScalarType.Int64) });
        var whole = File.ReadAllBytes(File1);
        var refused = 0;
        for (var position = 0; position < whole.Length - 32; position++)
        {
            foreach (var value in new byte[] { 0, 0x22, 0x30, 0x39, 0x7d, 0xff })
            {
                using var scope = NewDisposeScope();
                var damaged = (byte[])whole.Clone();
                damaged[position] = value;
                File.WriteAllBytes(File1, damaged);
                try
                {
                    TensorFile.Load(File1);
                }
                catch (CheckpointException)
                {
                    refused++;
                }
            }
        }
        Assert.True(refused > whole.Length, $"{refused} refused");
    }

    [Fact]
    public void A_bool_that_is_neither_0_nor_1_is_refused()
    {
        Write("""{"a":{"dtype":"BOOL","shape":[2],"data_offsets":[0,2]}}"""u8.ToArray(), [1, 2]);
        Assert.Contains("other than 0 and 1", Assert.Throws<CheckpointException>(() => TensorFile.Load(File1)).Message);
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        TensorFile.Save(File1, new Dictionary<string, Tensor> { ["a"] = ones(2) });
        Assert.Equal($"{File1} has no tensor 'b'", Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(File1).Read("b")).Message);
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private void Write(byte[] header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(File1, [.. length, .. header, .. data]);
    }

    private static byte[] Bytes(Dictionary<string, Tensor> tensors)
    {
        using var stream = new MemoryStream();
        TensorFile.Save(stream, tensors);
        return stream.ToArray();
    }
}
