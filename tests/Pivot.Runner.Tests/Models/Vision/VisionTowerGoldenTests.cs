using Pivot.Runner.Models.Checkpoints;
using Pivot.Runner.Models.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models.Vision;

/// <summary>Every folder of a tower by itself; every tensor stored in it is either read as input or compared.</summary>
[Trait("Category", "Golden")]
public class VisionTowerGoldenTests : ModelTest
{
    private static readonly (string ModelType, int Count)[] Own =
        [("siglip_vision_model", 1), ("clip_vision_model", 1), ("dinov2", 2), ("dinov2_with_registers", 1)];

    public static TheoryData<string> Folders => [.. Own.SelectMany(type => Goldens.Folders(type.ModelType))];

    [Fact]
    public void All_golden_folders_are_found() => Assert.All(Own, type =>
    {
        if (Goldens.AreOwn) Assert.Equal(type.Count, Goldens.Folders(type.ModelType).Count);
        else Assert.NotEmpty(Goldens.Folders(type.ModelType));
    });

    [Theory, MemberData(nameof(Folders))]
    public void Every_stored_tensor_is_the_reference_s(string folder)
    {
        using var tower = VisionTowerCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var compared = new HashSet<string>();
        foreach (var prefix in goldens.Keys.Where(name => name.EndsWith("pixel_values", StringComparison.Ordinal)).Select(name => name[..^"pixel_values".Length]))
        {
            var stored = goldens.Where(pair => IsOf(pair.Key, prefix)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
            Assert.True(stored.Count >= 4, $"{prefix}: {stored.Count} tensors");
            foreach (var (name, expected) in stored)
            {
                if (Compute(tower, stored["pixel_values"], name, interpolates: prefix.Length > 0) is { } actual)
                {
                    if (name.StartsWith("attentions.", StringComparison.Ordinal)) Near.Equal(expected, actual, 1e-5, 1e-4, $"{folder} {prefix}{name}");
                    else Near.Hidden(expected, actual, $"{folder} {prefix}{name}");
                    compared.Add(prefix + name);
                }
            }
        }
        if (tower is Dinov2Model dinov2) compared.UnionWith(Masked(dinov2, goldens, folder));
        compared.UnionWith(Gradients(tower, goldens));
        Assert.Equal(goldens.Keys.Where(name => !IsInput(name)).Order(StringComparer.Ordinal), compared.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Folders))]
    public void States_are_counted_from_the_end_too(string folder)
    {
        using var tower = VisionTowerCheckpoint.Load(Goldens.Folder(folder));
        var goldens = Goldens.Tensors(folder);
        var count = tower.Shape.NumLayers + 1;
        for (var layer = 0; layer < count; layer++)
            Near.Hidden(goldens[$"hidden_states.{layer}"], tower.HiddenState(goldens["pixel_values"], layer - count), $"hidden state {layer - count}");
        Assert.Throws<ArgumentOutOfRangeException>(() => tower.HiddenState(goldens["pixel_values"], count));
        Assert.Throws<ArgumentOutOfRangeException>(() => tower.HiddenState(goldens["pixel_values"], -count - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tower.Attention(goldens["pixel_values"], count - 1));
    }

    private static Tensor? Compute(VisionTower tower, Tensor pixels, string name, bool interpolates) => name.Split('.') switch
    {
        ["last_hidden_state"] => tower.LastHiddenState(pixels, interpolates),
        ["pooler_output"] => tower.Pooled(pixels, interpolates),
        ["llava_features"] => tower.PatchFeatures(pixels, -2, interpolates),
        ["hidden_states", var layer] => tower.HiddenState(pixels, int.Parse(layer), interpolates),
        ["attentions", var block] => tower.Attention(pixels, int.Parse(block), interpolates),
        _ => null,
    };

    private static IEnumerable<string> Masked(Dinov2Model tower, Dictionary<string, Tensor> goldens, string folder)
    {
        if (!goldens.TryGetValue("masked.bool_masked_pos", out var mask)) yield break;
        mask = mask.to(ScalarType.Bool);
        Assert.True(mask.any().item<bool>());
        var last = tower.LastHiddenState(goldens["pixel_values"], mask);
        Near.Hidden(goldens["masked.last_hidden_state"], last, $"{folder} masked");
        Near.Hidden(goldens["masked.pooler_output"], last.select(1, 0), $"{folder} masked, pooled");
        yield return "masked.last_hidden_state";
        yield return "masked.pooler_output";
    }

    private static IEnumerable<string> Gradients(VisionTower tower, Dictionary<string, Tensor> goldens)
    {
        var names = goldens.Keys.Where(name => name.StartsWith("grad.", StringComparison.Ordinal)).ToList();
        if (names.Count == 0) yield break;
        var scalar = (tower.Pooled(goldens["pixel_values"]) * goldens["grad_probe"]).sum();
        Near.Equal(goldens["scalar"], scalar, 5e-5, 1e-4, "scalar");
        scalar.backward();
        Near.Gradients(goldens, tower, atLeast: 5);
        yield return "scalar";
        foreach (var name in names) yield return name;
    }

    // "" is the native case, whose names have no other case's prefix.
    private static bool IsOf(string name, string prefix) => prefix.Length > 0
        ? name.StartsWith(prefix, StringComparison.Ordinal)
        : name.Split('.')[0] is "pixel_values" or "last_hidden_state" or "pooler_output" or "llava_features" or "hidden_states" or "attentions";

    private static bool IsInput(string name) => name.Split('.')[^1] is "pixel_values" or "bool_masked_pos" or "grad_probe";
}
