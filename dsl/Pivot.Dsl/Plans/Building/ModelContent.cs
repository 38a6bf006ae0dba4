using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>A model as canonical JSON, without its name.</summary>
internal static class ModelContent
{
    /// <param name="model">The model.</param>
    /// <param name="parts">Which of its parts the node makes; a parent's key stands for the rest.</param>
    /// <param name="text">Contents of the views that a tokenizer made here is built from.</param>
    /// <param name="digests">Digests of the folders that its parts are taken from.</param>
    public static string? Of(ModelSpec model, MadeParts parts, IEnumerable<string> text, ModelDigests digests)
    {
        if (parts == MadeParts.None) return null;
        var json = new CanonicalJson();
        if (parts.HasFlag(MadeParts.Tower)) json.Add("vision_tower", Tower(model.VisionTower, digests.Tower));
        // The layer that is read belongs to the model that reads, wherever its tower comes from.
        else json.Add("feature_layer", model.VisionTower.FeatureLayer);
        if (!parts.HasFlag(MadeParts.Tower) && model.VisionTower.Tokens != "patches") json.Add("tokens", model.VisionTower.Tokens);
        if (parts.HasFlag(MadeParts.Language))
        {
            json.Add("projector", With(digests.Projector, Projector(model.Projector)));
            json.Add("language_model", model.LanguageModel is { } language ? With(digests.Language, Language(language)) : null);
        }

        if (parts.HasFlag(MadeParts.Tokenizer))
        {
            json.Add("tokenizer", With(digests.Tokenizer, Tokenizer(model.Tokenizer, text)));
        }

        if (Images(model.Images) is { } images) json.Add("images", images);

        return json.ToString();
    }

    private static CanonicalJson Tower(VisionTowerSpec t, string? checkpoint)
    {
        var json = new CanonicalJson()
            .Add("arch", t.Arch).Add("image_size", t.ImageSize).Add("patch_size", t.PatchSize).Add("width", t.Width).Add("depth", t.Depth)
            .Add("heads", t.Heads).Add("mlp_width", t.MlpWidth).Add("feature_layer", t.FeatureLayer);
        // What came into the language later is in the key only where it is not as it was before; equal specs keep their keys.
        if (t.Registers != 0) json.Add("registers", t.Registers);
        if (t.Mlp != "gelu") json.Add("mlp", t.Mlp);
        if (t.Tokens != "patches") json.Add("tokens", t.Tokens);
        return With(checkpoint, json);
    }

    private static CanonicalJson With(string? checkpoint, CanonicalJson part) => checkpoint is null ? part : part.Add("checkpoint", checkpoint);

    private static CanonicalJson Projector(ProjectorSpec p)
    {
        var json = new CanonicalJson().Add("arch", p.Arch).Add("depth", p.Depth);
        return p.Arch is "mlp" or "linear" ? json : json.Add("factor", p.Factor);
    }

    private static CanonicalJson Language(LanguageModelSpec m)
    {
        var json = new CanonicalJson()
            .Add("arch", m.Arch).Add("width", m.Width).Add("depth", m.Depth).Add("heads", m.Heads).Add("kv_heads", m.KvHeads ?? m.Heads)
            .Add("mlp_width", m.MlpWidth).Add("tie_embeddings", m.TieEmbeddings).Add("rope_theta", m.RopeTheta).Add("max_length", m.MaxLength);
        if (m.HeadDim is { } head) json.Add("head_dim", head);
        if (m.RopeScaling is not { } s) return json;
        return json.Add("rope_scaling", new CanonicalJson()
            .Add("factor", s.Factor).Add("low_frequency", s.LowFrequency).Add("high_frequency", s.HighFrequency).Add("original_length", s.OriginalLength));
    }

    private static CanonicalJson Tokenizer(TokenizerSpec t, IEnumerable<string> text)
    {
        var json = new CanonicalJson().Add("kind", t.Kind).Add("max_words", t.MaxWords).AddRaw("text", $"[{string.Join(',', text)}]");
        return t.Template == "pivot" ? json : json.Add("template", t.Template);
    }

    private static CanonicalJson? Images(ImagesSpec i)
    {
        if (i.Aspect == "square") return null;
        var json = new CanonicalJson().Add("aspect", i.Aspect);
        return i.Aspect == "pad" ? json : json.AddRaw("grid", $"[{string.Join(',', i.Grid.Select(size => $"[{string.Join(',', size)}]"))}]").Add("most_tiles", i.MostTiles);
    }
}
