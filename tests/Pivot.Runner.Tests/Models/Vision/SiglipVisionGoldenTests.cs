using Pivot.Runner.Models.Checkpoints;
using TorchSharp;

namespace Pivot.Runner.Tests.Models.Vision;

[Trait("Category", "Golden")]
public class SiglipVisionGoldenTests : ModelTest
{
    private const string ModelType = "siglip_vision_model";

    public static TheoryData<string> Folders => Goldens.Theory(ModelType);

    [Fact]
    public void All_golden_folders_are_found()
    {
        if (Goldens.AreOwn) Assert.Single(Goldens.Folders(ModelType));
        else Assert.NotEmpty(Goldens.Folders(ModelType));
    }

    [Theory, MemberData(nameof(Folders))]
    public void Hidden_states_and_pooled_output_are_the_reference_s(string folder)
    {
        using var model = VisionTowerCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var pixels = goldens["pixel_values"];
        var count = model.Shape.NumLayers + 1;
        for (var layer = 0; layer < count; layer++)
        {
            Near.Hidden(goldens[$"hidden_states.{layer}"], model.HiddenState(pixels, layer), $"hidden state {layer}");
            Near.Hidden(goldens[$"hidden_states.{layer}"], model.HiddenState(pixels, layer - count), $"hidden state {layer - count}");
        }
        Near.Hidden(goldens["last_hidden_state"], model.LastHiddenState(pixels), "last hidden state");
        Near.Hidden(goldens["pooler_output"], model.Pooled(pixels), "pooled");
    }

    [Theory, MemberData(nameof(Folders))]
    public void Other_sizes_are_met_by_interpolated_positions(string folder)
    {
        using var model = VisionTowerCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var cases = goldens.Keys.Where(name => name.EndsWith(".pixel_values", StringComparison.Ordinal)).Select(name => name[..^"pixel_values".Length]).ToList();
        Assert.True(cases.Count >= 2, $"{cases.Count} cases found");
        foreach (var prefix in cases)
        {
            var pixels = goldens[prefix + "pixel_values"];
            Near.Hidden(goldens[prefix + "hidden_states.0"], model.HiddenState(pixels, 0, interpolatePositions: true), prefix + "embeddings");
            Near.Hidden(goldens[prefix + "last_hidden_state"], model.LastHiddenState(pixels, interpolatePositions: true), prefix + "last hidden state");
            Near.Hidden(goldens[prefix + "pooler_output"], model.Pooled(pixels, interpolatePositions: true), prefix + "pooled");
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void Gradients_are_the_reference_s(string folder)
    {
        using var model = VisionTowerCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var scalar = (model.Pooled(goldens["pixel_values"]) * goldens["grad_probe"]).sum();
        Near.Equal(goldens["scalar"], scalar, 5e-5, 1e-4, "scalar");
        scalar.backward();
        Near.Gradients(goldens, model, atLeast: 5);
    }
}
