namespace Pivot.Dsl.Tests;

/// <summary>The spec most tests start from.</summary>
public static class SpecText
{
    public const string Base = """
        pivot: 1
        name: base
        data:
          scenes: { source: scenes, train: 600, test: 100 }
        models:
          nano:
            vision_tower: { arch: siglip, image_size: 48, patch_size: 8, width: 96, depth: 4, heads: 4 }
            projector: { arch: mlp, depth: 2 }
            language_model: { arch: qwen2, width: 96, depth: 4, heads: 4, kv_heads: 2 }
        stages:
          see: { kind: contrastive, model: nano, data: scenes.captions, steps: 60 }
          align: { kind: sft, from: see, data: scenes.captions, train: [projector], steps: 15 }
          post: { kind: sft, from: align, data: scenes.preference, steps: 12, learning_rate: 1e-3 }
          vqa: { kind: benchmark, from: post, data: scenes.test }
          linear: { kind: linear_probe, from: post, data: scenes.objects }
          knn: { kind: knn_probe, from: post, data: scenes.objects }
          segment: { kind: segmentation_probe, from: post, data: scenes.masks }
        """;

    /// <summary>The base with more sections behind it.</summary>
    public static string With(string more) => Base + "\n" + more;
}
