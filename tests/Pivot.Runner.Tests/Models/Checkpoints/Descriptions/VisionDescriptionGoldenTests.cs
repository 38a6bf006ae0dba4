using System.Text.Json.Nodes;
using Pivot.Runner.Models.Checkpoints;
using TorchSharp;

namespace Pivot.Runner.Tests.Models.Checkpoints.Descriptions;

/// <summary>What transformers wrote is written again: the same bytes of weights, the same fields of config.json.</summary>
[Trait("Category", "Golden")]
public sealed class VisionDescriptionGoldenTests : ModelTest, IDisposable
{
    private static readonly string[] Towers = ["siglip_vision_model", "clip_vision_model", "dinov2", "dinov2_with_registers"];
    private static readonly string[] Pairs = ["siglip", "clip"];
    private readonly string folder = Directory.CreateTempSubdirectory("pivot-described-").FullName;

    public static TheoryData<string> TowerFolders => [.. Towers.SelectMany(Goldens.Folders)];

    public static TheoryData<string> PairFolders => [.. Pairs.SelectMany(Goldens.Folders)];

    [Fact]
    public void All_golden_folders_are_found()
    {
        Assert.All(Towers.Concat(Pairs), type => Assert.NotEmpty(Goldens.Folders(type)));
        if (Goldens.AreOwn) Assert.Equal((5, 2), (TowerFolders.Count, PairFolders.Count));
    }

    [Theory, MemberData(nameof(TowerFolders))]
    public void A_tower_is_written_as_it_was_read(string name)
    {
        using var tower = VisionTowerCheckpoint.Load(Goldens.Folder(name));
        VisionTowerCheckpoint.Save(tower, folder);
        Same(name);
    }

    [Theory, MemberData(nameof(PairFolders))]
    public void A_pair_is_written_as_it_was_read(string name)
    {
        using var model = ImageTextCheckpoint.Load(Goldens.Folder(name));
        ImageTextCheckpoint.Save(model, folder);
        Same(name);
    }

    [Theory, MemberData(nameof(PairFolders))]
    public void A_tower_taken_out_of_a_pair_comes_back(string name)
    {
        using var tower = VisionTowerCheckpoint.Load(Goldens.Folder(name));
        VisionTowerCheckpoint.Save(tower, folder);
        using var again = VisionTowerCheckpoint.Load(folder);
        Assert.Equal(tower.Shape, again.Shape);
        var weights = ModuleState.Of(again);
        Assert.All(ModuleState.Of(tower), pair => Near.Equal(pair.Value.detach(), weights[pair.Key], 0, 0, pair.Key));
    }

    void IDisposable.Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Dispose();
    }

    private void Same(string name)
    {
        Assert.Equal(File.ReadAllBytes(Path.Combine(Goldens.Folder(name), "model.safetensors")), File.ReadAllBytes(Path.Combine(folder, "model.safetensors")));
        var (expected, written) = (Fields(Goldens.Folder(name)), Fields(folder));
        Assert.True(JsonNode.DeepEquals(expected, written), $"expected {expected}, written {written}");
    }

    // 1e-05 and 0.00001 are one number.
    private static JsonNode Fields(string folder) => Plain(JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "config.json")))!);

    private static JsonNode Plain(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Plain(pair.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(entry => Plain(entry!))]),
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        _ => node.DeepClone(),
    };
}
