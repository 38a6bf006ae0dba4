using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// The fields of a stage that its result depends on, as canonical JSON. Left out: names of other things (the parents' keys stand for them), the
/// seed (a part of the key of its own), and how often a checkpoint is written. A test holds this list to the records.
/// </summary>
internal static class StageInputs
{
    public static string Of(StageSpec spec)
    {
        var json = new CanonicalJson();
        switch (spec)
        {
            case ContrastiveSpec s: Training(json, s).Add("loss", s.Loss); break;
            case SftSpec s: Sft(Training(json, s), s); break;
            case DpoSpec s: Dpo(Training(json, s), s); break;
            case BenchmarkSpec s: json.Add("max_new_tokens", s.MaxNewTokens).Add("batch_size", s.BatchSize); break;
            case LinearProbeSpec s: json.Add("features", s.Features).Add("layer", s.Layer).Add("c", s.C); break;
            case KnnProbeSpec s: json.Add("features", s.Features).Add("layer", s.Layer).Add("k", s.K).Add("temperature", s.Temperature); break;
            case SegmentationProbeSpec s: Segmentation(json, s); break;
            case GradientMapSpec s: json.Add("objective", s.Objective).Add("questions", s.Questions).Add("pictures", s.Pictures); break;
            case FeaturesSpec s: Features(json, s); break;
            case ReferenceLogProbabilitiesSpec: break;
            default: throw new InvalidOperationException($"no inputs are listed for stages of kind {spec.Kind}");
        }

        return json.ToString();
    }

    /// <summary>The same of features, with how their images were made square.</summary>
    public static string Of(FeaturesSpec spec, ImagesSpec images)
    {
        var json = Features(new CanonicalJson(), spec);
        return (images.Aspect == "pad" ? json.Add("aspect", images.Aspect) : json).ToString();
    }

    private static CanonicalJson Features(CanonicalJson json, FeaturesSpec s) => json.Add("features", s.Features).Add("layer", s.Layer).Add("pooling", s.Pooling);

    private static CanonicalJson Training(CanonicalJson json, TrainingStageSpec s)
    {
        var rates = new CanonicalJson().Add("default", s.LearningRate.Default);
        foreach (var (part, rate) in s.LearningRate.Parts) rates.Add(part, rate);
        if (s.Lora is { } lora) json.Add("lora", Lora(lora));
        return json
            .Add("train", s.Train.Order(StringComparer.Ordinal)) // the order they are listed in says nothing
            .Add("steps", s.Steps).Add("epochs", s.Epochs).Add("batch_size", s.BatchSize).Add("accumulate", s.Accumulate)
            .Add("learning_rate", rates).Add("warmup", s.Warmup).Add("schedule", s.Schedule).Add("weight_decay", s.WeightDecay)
            .Add("betas", s.Betas).Add("clip_norm", s.ClipNorm).Add("evaluate_every", s.EvaluateEvery);
    }

    // What came into the language later is in the key only where it is not as it was before.
    private static void Sft(CanonicalJson json, SftSpec s)
    {
        json.Add("turns", s.Turns);
        if (s.Template is { } template) json.Add("template", template);
    }

    private static void Dpo(CanonicalJson json, DpoSpec s)
    {
        json.Add("beta", s.Beta);
        if (s.Loss != "sigmoid") json.Add("loss", s.Loss);
        if (s.LabelSmoothing != 0) json.Add("label_smoothing", s.LabelSmoothing);
        if (s.Loss != "mpo") return;
        var weights = s.Weights ?? new MpoWeightsSpec();
        json.Add("weights", new CanonicalJson().Add("preference", weights.Preference).Add("quality", weights.Quality).Add("generation", weights.Generation));
    }

    private static CanonicalJson Lora(LoraSpec lora) => new CanonicalJson().Add("rank", lora.Rank).Add("alpha", lora.Alpha).Add("dropout", lora.Dropout)
        .Add("parts", lora.Parts.Order(StringComparer.Ordinal)).Add("targets", lora.Targets.Order(StringComparer.Ordinal));

    private static void Segmentation(CanonicalJson json, SegmentationProbeSpec s) => json
        .Add("features", s.Features).Add("layer", s.Layer).Add("hidden", s.Hidden).Add("epochs", s.Epochs).Add("batch_size", s.BatchSize)
        .Add("learning_rate", s.LearningRate).Add("pictures", s.Pictures);
}
