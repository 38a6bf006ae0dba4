using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs;

/// <summary>Widths that a spec leaves to their rules. The runner builds its models by the same ones.</summary>
public static class ModelWidths
{
    /// <summary>Length of a caption in the text tower of contrastive pretraining, in tokens; longer ones are cut, shorter ones padded (SigLIP: 64).</summary>
    public const int CaptionLength = 32;

    /// <summary>Tokens that every tokenizer has besides its words or bytes: pad, end, image, unknown, user, assistant.</summary>
    public const int SpecialTokens = 6;

    /// <summary>Width of a vision tower's MLP: as written, or four times the tower's.</summary>
    public static int Mlp(VisionTowerSpec tower) => tower.MlpWidth ?? 4 * tower.Width;

    /// <summary>Width of a language model's SwiGLU: as written, or 8/3 of the model's rounded up to a multiple of 8.</summary>
    public static int Mlp(LanguageModelSpec language) => language.MlpWidth ?? ((language.Width * 8 / 3) + 7) / 8 * 8;

    /// <summary>Patches of an image, which are its tokens in the language model.</summary>
    public static int Patches(VisionTowerSpec tower) => tower.ImageSize / tower.PatchSize * (tower.ImageSize / tower.PatchSize);

    /// <summary>Blocks that are run to read the tower's hidden state: <c>depth</c> for -1, one less for -2.</summary>
    /// <param name="tower">The tower.</param>
    /// <param name="layer">Which hidden state; null for the tower's <see cref="VisionTowerSpec.FeatureLayer"/>.</param>
    public static int BlocksRead(VisionTowerSpec tower, int? layer = null) => Math.Clamp(tower.Depth + 1 + (layer ?? tower.FeatureLayer), 0, tower.Depth);
}
