using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints;
using TorchSharp;

namespace Pivot.Runner.Tests.Models.Checkpoints;

/// <summary>Every reference model is loaded and written again: the files are the reference's.</summary>
[Trait("Category", "Golden")]
public sealed class RoundTripTests : ModelTest, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-round-trip-").FullName;

    [Fact]
    public void Every_reference_model_is_written_back_as_transformers_wrote_it()
    {
        var models = Folders();
        foreach (var source in models)
        {
            var target = Path.Combine(folder, Path.GetFileName(source));
            using var model = ModelCheckpoint.Load(source, type: StoredType(source));
            Assert.All(model.named_parameters(), entry => Assert.Equal(StoredType(source), entry.parameter.dtype));
            ModelCheckpoint.Save(model, target, new SaveSettings { MaxShardSize = LargestShard(source) });
            RequireSame(source, target);
        }
        Assert.True(models.Count >= 1);
        if (Goldens.AreOwn) Assert.Equal(CheckpointKinds.OwnFolders, models.Count);
    }

    [Fact]
    public void Every_reference_model_is_exported_as_transformers_wrote_it()
    {
        foreach (var source in Folders())
        {
            var target = Path.Combine(folder, Path.GetFileName(source));
            Assert.Empty(PartExport.Write(source, target, settings: new SaveSettings { MaxShardSize = LargestShard(source) }));
            RequireSame(source, target);
        }
    }

    [Fact]
    public void Weights_that_were_read_as_float32_are_written_in_the_type_that_is_asked_for()
    {
        var halves = Folders().Where(source => StoredType(source) != torch.ScalarType.Float32).ToList();
        if (Goldens.AreOwn) Assert.Single(halves);
        foreach (var source in halves)
        {
            var target = Path.Combine(folder, Path.GetFileName(source));
            using var model = ModelCheckpoint.Load(source);
            Assert.All(model.named_parameters(), entry => Assert.Equal(torch.ScalarType.Float32, entry.parameter.dtype));
            ModelCheckpoint.Save(model, target, new SaveSettings { DType = StoredType(source), MaxShardSize = LargestShard(source) });
            RequireSame(source, target);
            ModelCheckpoint.Save(model, target);
            Assert.Equal("float32", JsonNode.Parse(File.ReadAllText(Path.Combine(target, "config.json")))!["torch_dtype"]!.GetValue<string>());
        }
    }

    [Fact]
    public void Weights_are_cut_into_the_reference_s_shards()
    {
        var indices = Directory.GetFiles(Goldens.Root, ShardIndex.FileName, SearchOption.AllDirectories);
        if (Goldens.AreOwn) Assert.Single(indices);
        foreach (var index in indices)
        {
            var source = Path.GetDirectoryName(index)!;
            var tensors = CheckpointTensors.Open(source);
            var weights = tensors.Names.Reverse().Select(tensors.Entry).Select(entry => new WeightSource(entry.Name, entry.Shape, entry.Type, () => tensors.Read(entry.Name)));
            FolderWriter.Write([.. weights], folder, null, new Dictionary<string, byte[]>(), false, new SaveSettings { MaxShardSize = LargestShard(source) });
            var files = Weights(source);
            Assert.True(files.Count > 2);
            Assert.Equal(files.Order(), Directory.GetFiles(folder).Select(Path.GetFileName).Order());
            Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(source, file)), File.ReadAllBytes(Path.Combine(folder, file))));
        }
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private static List<string> Folders() => CheckpointKinds.Folders();

    private static torch.ScalarType StoredType(string source)
    {
        var tensors = CheckpointTensors.Open(source);
        return tensors.Entry(tensors.Names.First()).Type;
    }

    // The limit that cut the reference is not told; the size of its largest file cuts alike.
    private static long LargestShard(string source) => CheckpointTensors.Open(source).Files.Max(file => SafetensorsFile.Open(file).TensorBytes);

    private static List<string> Weights(string source) =>
        [.. Directory.GetFiles(source).Select(Path.GetFileName).OfType<string>().Where(name => name.StartsWith("model", StringComparison.Ordinal))];

    private static void RequireSame(string source, string target)
    {
        foreach (var file in Weights(source))
            Assert.True(File.ReadAllBytes(Path.Combine(source, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(target, file))), $"{source}: {file}");
        Assert.Equal(Weights(source).Order(), Weights(target).Order());
        var (expected, actual) = (JsonNode.Parse(File.ReadAllText(Path.Combine(source, "config.json"))), JsonNode.Parse(File.ReadAllText(Path.Combine(target, "config.json"))));
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{source}: config.json is now {actual}");
    }
}
