using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A model as canonical JSON, without its name.</summary>
internal static class ModelContent
{
    /// <param name="model">The model.</param>
    /// <param name="towerFromParent">Whether the tower comes out of a parent, whose key stands for it.</param>
    public static string Of(ModelSpec model, bool towerFromParent) => new CanonicalJson()
        .Add("vision_tower", towerFromParent ? null : Tower(model.VisionTower))
        .Add("projector", new CanonicalJson().Add("arch", model.Projector.Arch).Add("depth", model.Projector.Depth))
        .Add("language_model", model.LanguageModel is { } language ? Language(language) : null)
        .Add("tokenizer", new CanonicalJson().Add("kind", model.Tokenizer.Kind).Add("max_words", model.Tokenizer.MaxWords))
        .ToString();

    private static CanonicalJson Tower(VisionTowerSpec t) => new CanonicalJson()
        .Add("arch", t.Arch).Add("image_size", t.ImageSize).Add("patch_size", t.PatchSize).Add("width", t.Width).Add("depth", t.Depth)
        .Add("heads", t.Heads).Add("mlp_width", t.MlpWidth).Add("feature_layer", t.FeatureLayer);

    private static CanonicalJson Language(LanguageModelSpec m) => new CanonicalJson()
        .Add("arch", m.Arch).Add("width", m.Width).Add("depth", m.Depth).Add("heads", m.Heads).Add("kv_heads", m.KvHeads ?? m.Heads)
        .Add("mlp_width", m.MlpWidth).Add("tie_embeddings", m.TieEmbeddings).Add("rope_theta", m.RopeTheta).Add("max_length", m.MaxLength);
}
