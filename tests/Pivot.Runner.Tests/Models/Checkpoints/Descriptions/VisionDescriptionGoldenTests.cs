using System.Text;
using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using TorchSharp;

namespace Pivot.Runner.Tests.Models.Checkpoints.Descriptions;

/// <summary>What transformers wrote is written again: byte for byte, weights and config.json.</summary>
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
        Same(name, "model.safetensors");
        Same(name, "config.json");
        // A model of these sizes that came out of no file is described alike.
        using var fresh = VisionTowers.Build(tower.Shape);
        VisionTowerCheckpoint.Save(fresh, folder);
        Same(name, "config.json");
    }

    [Theory, MemberData(nameof(PairFolders))]
    public void A_pair_is_written_as_it_was_read(string name)
    {
        using var model = ImageTextCheckpoint.Load(Goldens.Folder(name));
        ImageTextCheckpoint.Save(model, folder);
        Same(name, "model.safetensors");
        Same(name, "config.json");
        using var fresh = ImageTextModels.Build(model.VisionShape, model.TextShape);
        ImageTextCheckpoint.Save(fresh, folder);
        Same(name, "config.json");
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

    private void Same(string name, string file)
    {
        var (expected, written) = (File.ReadAllBytes(Path.Combine(Goldens.Folder(name), file)), File.ReadAllBytes(Path.Combine(folder, file)));
        if (file == "config.json") Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(written));
        else Assert.Equal(expected, written);
    }
}
