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
        var tower = reader.Inside("vision_tower", Language.VisionTower) is { } t ? Tower(t) : null;
        var projector = reader.Inside("projector", Language.Projector) is { } p ? Projector(p) : new ProjectorSpec();
        var language = reader.Inside("language_model", Language.LanguageModel) is { } l ? LanguageModel(l) : null;
        var tokenizer = reader.Inside("tokenizer", Language.Tokenizer) is { } k ? Tokenizer(k) : new TokenizerSpec();
        var images = reader.Inside("images", Language.Images) is { } i ? Images(i) : new ImagesSpec();
        if (tower is null || reader.Broken.Count > 0) return null;
        var model = new ModelSpec { VisionTower = tower, Projector = projector, LanguageModel = language, Tokenizer = tokenizer, Images = images };
        if (tower.From is null) SpecValidators.Check(model, reader);
        return new BoundModel(model, reader);
    }

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
            Registers = r.Int("registers") ?? d.Registers,
            Mlp = r.Text("mlp") ?? d.Mlp,
            Tokens = r.Text("tokens") ?? d.Tokens,
        };
        if (r.Take("checkpoint") is not null) return CheckpointBinder.Bind(r, spec);
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static ProjectorSpec Projector(MapReader r)
    {
        var d = new ProjectorSpec();
        var spec = new ProjectorSpec { Arch = r.Text("arch") ?? d.Arch, Depth = r.Int("depth") ?? d.Depth, Factor = r.Int("factor") ?? d.Factor };
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
            HeadDim = r.Int("head_dim"),
            MlpWidth = r.Int("mlp_width"),
            TieEmbeddings = r.Truth("tie_embeddings") ?? d.TieEmbeddings,
            RopeTheta = r.Real("rope_theta") ?? d.RopeTheta,
            RopeScaling = r.Inside("rope_scaling", Language.RopeScaling) is { } scaling ? RopeScaling(scaling) : null,
            MaxLength = r.Int("max_length") ?? d.MaxLength,
        };
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static TokenizerSpec Tokenizer(MapReader r)
    {
        var d = new TokenizerSpec();
        var spec = new TokenizerSpec
        {
            Kind = r.Text("kind") ?? d.Kind,
            Path = PathReader.Read(r, "path"),
            Template = r.Text("template") ?? d.Template,
            Data = r.Texts("data") ?? d.Data,
            MaxWords = r.Int("max_words") ?? d.MaxWords,
        };
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static RopeScalingSpec RopeScaling(MapReader r)
    {
        var d = new RopeScalingSpec();
        var spec = new RopeScalingSpec
        {
            Factor = r.Real("factor") ?? d.Factor,
            LowFrequency = r.Real("low_frequency") ?? d.LowFrequency,
            HighFrequency = r.Real("high_frequency") ?? d.HighFrequency,
            OriginalLength = r.Int("original_length") ?? d.OriginalLength,
        };
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static ImagesSpec Images(MapReader r)
    {
        var d = new ImagesSpec();
        var spec = new ImagesSpec { Aspect = r.Text("aspect") ?? d.Aspect, Grid = r.Sizes("grid") ?? d.Grid, MostTiles = r.Int("most_tiles") };
        SpecValidators.Check(spec, r);
        return spec;
    }
}
