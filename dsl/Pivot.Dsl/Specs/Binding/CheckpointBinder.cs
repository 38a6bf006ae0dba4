using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>A vision tower out of a checkpoint: config.json gives its widths; those that are written as well must agree.</summary>
internal static class CheckpointBinder
{
    /// <summary>The tower, or null after reporting why there is none.</summary>
    /// <param name="r">The <c>vision_tower</c> map.</param>
    /// <param name="written">What is written in it, defaults in place of the rest.</param>
    public static VisionTowerSpec? Bind(MapReader r, VisionTowerSpec written)
    {
        if (PathReader.Read(r, "checkpoint") is not { } folder) return null;
        var (found, problem, hint) = TowerDescription.Read(folder);
        if (found is null)
        {
            r.Broken.Add("checkpoint");
            r.Bag.Error(DiagnosticCodes.CheckpointUnreadable, r.Map["checkpoint"]!.Span, r.PathOf("checkpoint"), problem!, hint);
            return null;
        }

        Agrees(r, "image_size", written.ImageSize, "image_size", found.ImageSize);
        Agrees(r, "patch_size", written.PatchSize, "patch_size", found.PatchSize);
        Agrees(r, "width", written.Width, "hidden_size", found.Width);
        Agrees(r, "depth", written.Depth, "num_hidden_layers", found.Depth);
        Agrees(r, "heads", written.Heads, "num_attention_heads", found.Heads);
        Agrees(r, "mlp_width", written.MlpWidth, "intermediate_size", found.MlpWidth);
        var tower = written with
        {
            Checkpoint = folder, ImageSize = found.ImageSize, PatchSize = found.PatchSize, Width = found.Width, Depth = found.Depth, Heads = found.Heads,
            MlpWidth = found.MlpWidth, HasHead = found.HasHead,
        };
        // A published tower may leave a border of pixels unread (siglip-so400m: 384 by 14); one built from its widths may not.
        SpecValidators.Check(tower with { ImageSize = tower.ImageSize / tower.PatchSize * tower.PatchSize }, r);
        return tower;
    }

    private static void Agrees(MapReader r, string key, int? written, string field, int found)
    {
        if (r.Take(key) is not { } node || r.Broken.Contains(key) || written == found) return;
        r.Broken.Add(key);
        r.Bag.Error(DiagnosticCodes.CheckpointMismatch, node.Span, r.PathOf(key), $"'{key}' is {written}; config.json of the checkpoint says {field} {found}",
            $"remove '{key}': what is not written comes from the checkpoint");
    }
}
