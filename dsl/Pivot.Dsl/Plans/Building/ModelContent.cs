using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A model as canonical JSON, without its name.</summary>
internal static class ModelContent
{
    /// <param name="model">The model.</param>
    /// <param name="parts">Which of its parts the node makes; a parent's key stands for the rest.</param>
    /// <param name="text">Contents of the views that a tokenizer made here is built from.</param>
    /// <param name="checkpoint">Digest of the checkpoint that the tower is taken from; null for a tower whose weights are drawn.</param>
    public static string? Of(ModelSpec model, MadeParts parts, IEnumerable<string> text, string? checkpoint)
    {
        if (parts == MadeParts.None) return null;
        var json = new CanonicalJson();
        if (parts.HasFlag(MadeParts.Tower)) json.Add("vision_tower", Tower(model.VisionTower, checkpoint));
        // The layer that is read belongs to the model that reads, wherever its tower comes from.
        else json.Add("feature_layer", model.VisionTower.FeatureLayer);
        if (parts.HasFlag(MadeParts.Language))
        {
            json.Add("projector", new CanonicalJson().Add("arch", model.Projector.Arch).Add("depth", model.Projector.Depth));
            json.Add("language_model", model.LanguageModel is { } language ? Language(language) : null);
        }

        if (parts.HasFlag(MadeParts.Tokenizer))
        {
            json.Add("tokenizer", new CanonicalJson().Add("kind", model.Tokenizer.Kind).Add("max_words", model.Tokenizer.MaxWords)
                .AddRaw("text", $"[{string.Join(',', text)}]"));
        }

        return json.ToString();
    }

    private static CanonicalJson Tower(VisionTowerSpec t, string? checkpoint)
    {
        var json = new CanonicalJson()
            .Add("arch", t.Arch).Add("image_size", t.ImageSize).Add("patch_size", t.PatchSize).Add("width", t.Width).Add("depth", t.Depth)
            .Add("heads", t.Heads).Add("mlp_width", t.MlpWidth).Add("feature_layer", t.FeatureLayer);
        return checkpoint is null ? json : json.Add("checkpoint", checkpoint);
    }

    private static CanonicalJson Language(LanguageModelSpec m) => new CanonicalJson()
        .Add("arch", m.Arch).Add("width", m.Width).Add("depth", m.Depth).Add("heads", m.Heads).Add("kv_heads", m.KvHeads ?? m.Heads)
        .Add("mlp_width", m.MlpWidth).Add("tie_embeddings", m.TieEmbeddings).Add("rope_theta", m.RopeTheta).Add("max_length", m.MaxLength);
}
