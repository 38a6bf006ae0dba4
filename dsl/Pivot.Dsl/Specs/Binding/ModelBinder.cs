using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Models.</summary>
internal static class ModelBinder
{
    public static BoundModel? Bind(MapEntry entry, MapNode map, string path, DiagnosticBag bag)
    {
        var reader = new MapReader(map, entry.Key.Span, path, Language.Model, bag);
        if (reader.Take("vision_tower") is null) reader.Require("vision_tower", "vision_tower: { arch: siglip } takes the default widths");
        var tower = Part(reader, "vision_tower", Language.VisionTower) is { } t ? Tower(t) : null;
        var projector = Part(reader, "projector", Language.Projector) is { } p ? Projector(p) : new ProjectorSpec();
        var language = Part(reader, "language_model", Language.LanguageModel) is { } l ? LanguageModel(l) : null;
        var tokenizer = Part(reader, "tokenizer", Language.Tokenizer) is { } k ? Tokenizer(k) : new TokenizerSpec();
        if (tower is null || reader.Broken.Count > 0) return null;
        var model = new ModelSpec { VisionTower = tower, Projector = projector, LanguageModel = language, Tokenizer = tokenizer };
        if (tower.From is null) SpecValidators.Check(model, reader);
        return new BoundModel(model, reader);
    }

    private static MapReader? Part(MapReader model, string key, RecordShape shape) =>
        model.MapAt(key) is { Value: MapNode map } entry ? new MapReader(map, entry.Key.Span, model.PathOf(key), shape, model.Bag) : null;

    private static VisionTowerSpec? Tower(MapReader r)
    {
        var d = new VisionTowerSpec();
        if (r.Text("from") is { } from)
        {
            foreach (var extra in r.Map.Entries.Where(e => e.Name != "from" && !e.Value.IsNull && Language.VisionTower.Keys.ContainsKey(e.Name)))
            {
                r.Bag.Error(DiagnosticCodes.Relation, extra.Key.Span, r.PathOf(extra.Name), $"'{extra.Name}' cannot be given together with 'from', which brings the tower's architecture",
                    "remove one of them");
            }

            return new VisionTowerSpec { From = from };
        }

        var spec = new VisionTowerSpec
        {
            Arch = r.Text("arch") ?? d.Arch,
            ImageSize = r.Int("image_size") ?? d.ImageSize,
            PatchSize = r.Int("patch_size") ?? d.PatchSize,
            Width = r.Int("width") ?? d.Width,
            Depth = r.Int("depth") ?? d.Depth,
            Heads = r.Int("heads") ?? d.Heads,
            MlpWidth = r.Int("mlp_width"),
            FeatureLayer = r.Int("feature_layer") ?? d.FeatureLayer,
        };
        if (r.Take("checkpoint") is not null) return CheckpointBinder.Bind(r, spec);
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static ProjectorSpec Projector(MapReader r)
    {
        var d = new ProjectorSpec();
        var spec = new ProjectorSpec { Arch = r.Text("arch") ?? d.Arch, Depth = r.Int("depth") ?? d.Depth };
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static LanguageModelSpec LanguageModel(MapReader r)
    {
        var d = new LanguageModelSpec();
        var spec = new LanguageModelSpec
        {
            Arch = r.Text("arch") ?? d.Arch,
            Width = r.Int("width") ?? d.Width,
            Depth = r.Int("depth") ?? d.Depth,
            Heads = r.Int("heads") ?? d.Heads,
            KvHeads = r.Int("kv_heads"),
            MlpWidth = r.Int("mlp_width"),
            TieEmbeddings = r.Truth("tie_embeddings") ?? d.TieEmbeddings,
            RopeTheta = r.Real("rope_theta") ?? d.RopeTheta,
            MaxLength = r.Int("max_length") ?? d.MaxLength,
        };
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static TokenizerSpec Tokenizer(MapReader r)
    {
        var d = new TokenizerSpec();
        var spec = new TokenizerSpec { Kind = r.Text("kind") ?? d.Kind, Data = r.Texts("data") ?? d.Data, MaxWords = r.Int("max_words") ?? d.MaxWords };
        SpecValidators.Check(spec, r);
        return spec;
    }
}
