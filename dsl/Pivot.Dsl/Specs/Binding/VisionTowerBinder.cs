using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding.Checkpoints;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A vision tower: fresh, out of a stage, or out of a checkpoint, whose config.json gives its widths; those that are written as well must agree.</summary>
internal static class VisionTowerBinder
{
    /// <summary>What says all of a tower whose folder is not there and whose name is not known.</summary>
    private static readonly string[] Describing = ["arch", "image_size", "patch_size", "width", "depth", "heads"];

    /// <summary>The tower, or null after reporting why there is none.</summary>
    /// <param name="r">The <c>vision_tower</c> map.</param>
    /// <param name="absent">Receives the folder where it is not there.</param>
    public static VisionTowerSpec? Bind(MapReader r, List<AbsentFolder> absent)
    {
        if (r.Text("from") is { } from) return From(r, from);
        var d = new VisionTowerSpec();
        var written = new VisionTowerSpec
        {
            Arch = r.Text("arch") ?? d.Arch,
            ImageSize = r.Int("image_size") ?? d.ImageSize,
            PatchSize = r.Int("patch_size") ?? d.PatchSize,
            Width = r.Int("width") ?? d.Width,
            Depth = r.Int("depth") ?? d.Depth,
            Heads = r.Int("heads") ?? d.Heads,
            MlpWidth = r.Int("mlp_width"),
            FeatureLayer = r.Int("feature_layer") ?? d.FeatureLayer,
            Registers = r.Int("registers") ?? d.Registers,
            Mlp = r.Text("mlp") ?? d.Mlp,
            Tokens = r.Text("tokens") ?? d.Tokens,
        };
        if (r.Take("checkpoint") is not null) return OfCheckpoint(r, written, absent);
        if (written.Arch != "siglip") written = written with { HasHead = false };
        SpecValidators.Check(written, r);
        return WithIdleTokensTold(r, written);
    }

    private static VisionTowerSpec From(MapReader r, string from)
    {
        foreach (var extra in r.Map.Entries.Where(e => e.Name != "from" && !e.Value.IsNull && Language.VisionTower.Keys.ContainsKey(e.Name)))
        {
            r.Bag.Error(DiagnosticCodes.Relation, extra.Key.Span, r.PathOf(extra.Name), $"'{extra.Name}' cannot be given together with 'from', which brings the tower's architecture",
                "remove one of them");
        }

        return new VisionTowerSpec { From = from };
    }

    private static VisionTowerSpec? OfCheckpoint(MapReader r, VisionTowerSpec written, List<AbsentFolder> absent)
    {
        if (PartCheckpoint<VisionTowerSpec>.Read(r, "vision tower", TowerConfig.Read, KnownModels.Towers, Describing) is not { } part) return null;
        if (part.Absent is { } folder) absent.Add(folder);
        var found = part.Found ?? written with { HasHead = written.Arch == "siglip" };
        part.Agrees(r, "arch", written.Arch, "model_type", found.Arch);
        part.Agrees(r, "image_size", written.ImageSize, "image_size", found.ImageSize);
        part.Agrees(r, "patch_size", written.PatchSize, "patch_size", found.PatchSize);
        part.Agrees(r, "width", written.Width, "hidden_size", found.Width);
        part.Agrees(r, "depth", written.Depth, "num_hidden_layers", found.Depth);
        part.Agrees(r, "heads", written.Heads, "num_attention_heads", found.Heads);
        part.Agrees(r, "mlp_width", written.MlpWidth, found.Arch == "dinov2" ? "mlp_ratio, an MLP of width" : "intermediate_size", found.MlpWidth);
        part.Agrees(r, "registers", written.Registers, "num_register_tokens", found.Registers);
        part.Agrees(r, "mlp", written.Mlp, "use_swiglu_ffn, an MLP of form", found.Mlp);
        var tower = found with { Checkpoint = part.Folder, FeatureLayer = written.FeatureLayer, Tokens = written.Tokens };
        // A published tower may leave a border of pixels unread (siglip-so400m: 384 by 14); one built from its widths may not.
        SpecValidators.Check(tower with { ImageSize = Math.Max(1, tower.ImageSize / Math.Max(1, tower.PatchSize)) * tower.PatchSize }, r);
        return WithIdleTokensTold(r, tower);
    }

    private static VisionTowerSpec WithIdleTokensTold(MapReader r, VisionTowerSpec tower)
    {
        if (tower is { Arch: "siglip", Tokens: "all" } && r.Take("tokens") is { } node)
        {
            r.Bag.Warning(DiagnosticCodes.NoEffect, node.Span, r.PathOf("tokens"), "'tokens: all' has no effect: a siglip has no class token, its patches are all",
                "remove it");
            return tower with { Tokens = "patches" };
        }

        return tower;
    }
}
