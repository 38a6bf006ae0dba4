using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding.Checkpoints;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Models: of parts, or out of one checkpoint as a whole.</summary>
internal static class ModelBinder
{
    public static BoundModel? Bind(MapEntry entry, MapNode map, string path, DiagnosticBag bag)
    {
        var reader = new MapReader(map, entry.Key.Span, path, Language.Model, bag);
        var absent = new List<AbsentFolder>();
        var model = reader.Take("checkpoint") is not null ? Whole(reader, absent) : OfParts(reader, absent);
        if (model is null || reader.Broken.Count > 0) return null;
        if (model.VisionTower.From is null) SpecValidators.Check(model, reader);
        return new BoundModel(model, reader) { Absent = absent };
    }

    private static ModelSpec? OfParts(MapReader reader, List<AbsentFolder> absent)
    {
        if (reader.Take("vision_tower") is null) reader.Require("vision_tower", "vision_tower: { arch: siglip } takes the default widths");
        var tower = reader.Inside("vision_tower", Language.VisionTower) is { } t ? VisionTowerBinder.Bind(t, absent) : null;
        var projector = reader.Inside("projector", Language.Projector) is { } p ? Projector(p) : new ProjectorSpec();
        var named = reader.Inside("language_model", Language.LanguageModel);
        var language = named is null ? null : LanguageModelBinder.Bind(named, absent);
        // Of a checkpoint that could not be read nothing is said about its tokenizer either.
        var checkpoint = language?.Checkpoint ?? (named?.Take("checkpoint") is null ? null : "");
        var tokenizer = TokenizerBinder.Bind(reader.Inside("tokenizer", Language.Tokenizer), reader, checkpoint is "" ? null : checkpoint, absent);
        var images = reader.Inside("images", Language.Images) is { } i ? Images(i) : new ImagesSpec();
        if (tower is null || (named is not null && language is null)) return null;
        return new ModelSpec { VisionTower = tower, Projector = projector, LanguageModel = language, Tokenizer = tokenizer, Images = images };
    }

    private static ModelSpec? Whole(MapReader reader, List<AbsentFolder> absent)
    {
        foreach (var key in new[] { "vision_tower", "projector", "language_model" })
        {
            if (reader.Take(key) is null) continue;
            reader.Bag.Error(DiagnosticCodes.Relation, reader.Map.Find(key)!.Key.Span, reader.PathOf(key), $"'{key}' cannot be given together with 'checkpoint', which brings all parts of the model",
                "remove one of them");
        }

        if (PartCheckpoint<ModelSpec>.Read(reader, "whole model", WholeConfig.Read, new Dictionary<string, ModelSpec>(), []) is not { Found: { } found, Folder: var folder }) return null;
        var tokenizer = TokenizerBinder.Bind(reader.Inside("tokenizer", Language.Tokenizer), reader, folder, absent);
        var images = reader.Inside("images", Language.Images) is { } i ? Images(i) : found.Images;
        var model = found with
        {
            Checkpoint = folder, VisionTower = found.VisionTower with { Checkpoint = folder }, LanguageModel = found.LanguageModel! with { Checkpoint = folder },
            Tokenizer = tokenizer, Images = images,
        };
        // What an image takes and as much text as a language model by itself is given.
        int length = Math.Min(model.LanguageModel.MaxLength, Graphs.ModelWidths.ImageTokens(model) + LanguageConfig.MostLength);
        return model with { LanguageModel = model.LanguageModel with { MaxLength = length } };
    }

    private static ProjectorSpec Projector(MapReader r)
    {
        var d = new ProjectorSpec();
        var spec = new ProjectorSpec { Arch = r.Text("arch") ?? d.Arch, Depth = r.Int("depth") ?? d.Depth, Factor = r.Int("factor") ?? d.Factor };
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
