using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Validation;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Specs.Binding;

/// <summary>Stages.</summary>
internal static class StageBinder
{
    public static BoundStage? Bind(MapEntry entry, MapNode map, string path, DiagnosticBag bag)
    {
        if (Names.Variant(map, entry.Key.Span, path, Language.Stage, bag) is not { } shape) return null;
        var r = new MapReader(map, entry.Key.Span, path, shape, bag, Language.Stage);
        var spec = OfKind(Language.Stage.WordOf(map)!, r) with
        {
            From = r.Text("from"), Model = r.Text("model"), Data = r.RequiredText("data", "data: SOURCE.VIEW") ?? "", Seed = shape.Keys.ContainsKey("seed") ? r.Long("seed") : null,
        };
        SpecValidators.Check(spec, r);
        return r.Broken.Overlaps(["from", "model", "data"]) ? null : new BoundStage(spec, r);
    }

    private static StageSpec OfKind(string kind, MapReader r) => kind switch
    {
        "contrastive" => Contrastive(r),
        "sft" => Sft(r),
        "dpo" => Dpo(r),
        "benchmark" => Benchmark(r),
        "linear_probe" => LinearProbe(r),
        "knn_probe" => KnnProbe(r),
        "segmentation_probe" => SegmentationProbe(r),
        "gradient_map" => GradientMap(r),
        _ => throw new InvalidOperationException($"the table of the language has a stage kind {kind} that nothing reads"),
    };

    private static SftSpec Sft(MapReader r)
    {
        var d = (SftSpec)Training(new SftSpec { Data = "" }, r);
        return d with { Turns = r.Text("turns") ?? d.Turns, Template = r.Text("template"), Lora = Lora(r) };
    }

    private static TrainingStageSpec Training(TrainingStageSpec d, MapReader r) => d with
    {
        Train = r.Texts("train") ?? d.Train,
        Steps = r.Int("steps"),
        Epochs = r.Real("epochs"),
        BatchSize = r.Int("batch_size") ?? d.BatchSize,
        Accumulate = r.Int("accumulate") ?? d.Accumulate,
        LearningRate = LearningRate(r) ?? d.LearningRate,
        Warmup = r.Real("warmup") ?? d.Warmup,
        Schedule = r.Text("schedule") ?? d.Schedule,
        WeightDecay = r.Real("weight_decay") ?? d.WeightDecay,
        Betas = r.Reals("betas") ?? d.Betas,
        ClipNorm = r.Real("clip_norm") ?? d.ClipNorm,
        EvaluateEvery = r.Int("evaluate_every") ?? d.EvaluateEvery,
        CheckpointEvery = r.Int("checkpoint_every") ?? d.CheckpointEvery,
    };

    private static LearningRateSpec? LearningRate(MapReader r)
    {
        switch (r.Take("learning_rate"))
        {
            case null:
                return null;
            case ScalarNode scalar:
                return r.RealOf(scalar, "learning_rate") is { } rate ? LearningRateSpec.Uniform(rate) : null;
            case MapNode map:
                var rates = new MapReader(map, r.Map.Find("learning_rate")!.Key.Span, r.PathOf("learning_rate"), Language.LearningRate, r.Bag);
                if (rates.Take("default") is null) rates.Require("default", "default: 1e-3 is the rate of every part without its own");
                var parts = new Dictionary<string, double>();
                foreach (var part in Parts.All)
                {
                    if (rates.Real(part) is { } own) parts[part] = own;
                }

                return new LearningRateSpec(rates.Real("default") ?? 1, parts); // what could not be read breaks no rule
            case var other:
                r.WrongType(other, "learning_rate", "a number or a map from part to number");
                return null;
        }
    }

    private static ContrastiveSpec Contrastive(MapReader r)
    {
        var d = new ContrastiveSpec { Data = "" };
        return (ContrastiveSpec)Training(d with { Loss = r.Text("loss") ?? d.Loss }, r);
    }

    private static DpoSpec Dpo(MapReader r)
    {
        var d = new DpoSpec { Data = "" };
        return (DpoSpec)Training(d, r) with
        {
            Beta = r.Real("beta") ?? d.Beta,
            Reference = r.Text("reference"),
            Loss = r.Text("loss") ?? d.Loss,
            LabelSmoothing = r.Real("label_smoothing") ?? d.LabelSmoothing,
            Weights = Weights(r),
            Lora = Lora(r),
        };
    }

    private static MpoWeightsSpec? Weights(MapReader stage)
    {
        if (stage.Inside("weights", Language.MpoWeights) is not { } r) return null;
        var d = new MpoWeightsSpec();
        var spec = new MpoWeightsSpec { Preference = r.Real("preference") ?? d.Preference, Quality = r.Real("quality") ?? d.Quality, Generation = r.Real("generation") ?? d.Generation };
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static LoraSpec? Lora(MapReader stage)
    {
        if (stage.Inside("lora", Language.Lora) is not { } r) return null;
        var d = new LoraSpec();
        var spec = new LoraSpec
        {
            Rank = r.Int("rank") ?? d.Rank,
            Alpha = r.Real("alpha") ?? d.Alpha,
            Dropout = r.Real("dropout") ?? d.Dropout,
            Parts = r.Texts("parts") ?? d.Parts,
            Targets = r.Texts("targets") ?? d.Targets,
        };
        SpecValidators.Check(spec, r);
        return spec;
    }

    private static BenchmarkSpec Benchmark(MapReader r)
    {
        var d = new BenchmarkSpec { Data = "" };
        return d with { MaxNewTokens = r.Int("max_new_tokens") ?? d.MaxNewTokens, BatchSize = r.Int("batch_size") ?? d.BatchSize };
    }

    private static LinearProbeSpec LinearProbe(MapReader r)
    {
        var d = new LinearProbeSpec { Data = "" };
        return d with { Features = r.Text("features") ?? d.Features, Layer = r.Int("layer"), C = r.Reals("c") ?? d.C };
    }

    private static KnnProbeSpec KnnProbe(MapReader r)
    {
        var d = new KnnProbeSpec { Data = "" };
        return d with { Features = r.Text("features") ?? d.Features, Layer = r.Int("layer"), K = r.Int("k") ?? d.K, Temperature = r.Real("temperature") ?? d.Temperature };
    }

    private static SegmentationProbeSpec SegmentationProbe(MapReader r)
    {
        var d = new SegmentationProbeSpec { Data = "" };
        return d with
        {
            Features = r.Text("features") ?? d.Features,
            Layer = r.Int("layer"),
            Hidden = r.Int("hidden") ?? d.Hidden,
            Epochs = r.Int("epochs") ?? d.Epochs,
            BatchSize = r.Int("batch_size") ?? d.BatchSize,
            LearningRate = r.Real("learning_rate") ?? d.LearningRate,
            Pictures = r.Int("pictures") ?? d.Pictures,
        };
    }

    private static GradientMapSpec GradientMap(MapReader r)
    {
        var d = new GradientMapSpec { Data = "" };
        return d with { Objective = r.Text("objective") ?? d.Objective, Questions = r.Int("questions") ?? d.Questions, Pictures = r.Int("pictures") ?? d.Pictures };
    }
}
