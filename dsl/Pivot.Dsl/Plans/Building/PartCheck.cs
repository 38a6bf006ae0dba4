using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs.Costs;
using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>Whether a stage's model has the parts that the stage needs.</summary>
internal static class PartCheck
{
    /// <param name="stage">The stage.</param>
    /// <param name="from">What it starts from, or null for a model of its own.</param>
    /// <param name="reference">The reference of a DPO stage.</param>
    /// <param name="model">The model at the stage.</param>
    /// <param name="bag">Receives what is wrong.</param>
    public static bool Fits(BoundStage stage, ResolvedStage? from, ResolvedStage? reference, ModelSpec model, DiagnosticBag bag)
    {
        WarnOfIdleRates(stage, bag);
        if (!(FitsTower(stage, model, bag) & FitsTemplate(stage, model, bag) & FitsAdapters(stage, model, bag))) return false; // all of them are told
        if (Layer(stage.Spec) is { } layer && layer < -model.VisionTower.Depth - 1)
        {
            bag.Error(DiagnosticCodes.Relation, stage.SpanOf("layer"), stage.At.PathOf("layer"),
                $"'layer' must be between {-model.VisionTower.Depth - 1} and -1 in a tower of depth {model.VisionTower.Depth}, found {layer}");
            return false;
        }

        if (Need(stage.Spec) is not { } need) return true;
        if (model.LanguageModel is not null) return FitsPretraining(stage, from, reference, need.What, bag);
        var key = need.Key ?? (from is not null ? "from" : "model");
        bag.Error(DiagnosticCodes.PartMissing, stage.SpanOf(key), stage.At.PathOf(key), $"{need.What} needs a language_model, which the model of '{stage.At.Path}' lacks",
            "give the model a 'language_model'");
        return false;
    }

    /// <summary>Contrastive pretraining leaves an encoder behind and nothing that was trained after it.</summary>
    private static bool FitsPretraining(BoundStage stage, ResolvedStage? from, ResolvedStage? reference, string what, DiagnosticBag bag)
    {
        bool readsMore = stage.Spec is DpoSpec or LinearProbeSpec or KnnProbeSpec or SegmentationProbeSpec;
        foreach (var (key, parent) in new[] { ("from", from), ("reference", reference) })
        {
            if (!readsMore || parent is not { Spec: ContrastiveSpec }) continue;
            bag.Error(DiagnosticCodes.PartMissing, stage.SpanOf(stage.At.Map[key] is null ? "from" : key), stage.At.PathOf(key),
                $"{what} needs a trained projector and language model; '{parent.Name}' of kind contrastive leaves only an encoder behind", "put an sft stage between them");
            return false;
        }

        return true;
    }

    /// <summary>Contrastive pretraining needs a text tower that goes with the tower, which DINOv2 does not have.</summary>
    private static bool FitsTower(BoundStage stage, ModelSpec model, DiagnosticBag bag)
    {
        if (stage.Spec is not ContrastiveSpec spec) return true;
        var arch = model.VisionTower.Arch;
        if (arch == "dinov2")
        {
            bag.Error(DiagnosticCodes.PartMissing, stage.SpanOf("kind"), stage.At.Path, $"'{stage.At.Path}' of kind contrastive pretrains a siglip or a clip; the tower of its model is a dinov2, which has no text tower",
                "take a tower of arch siglip or clip, or leave the stage out: a tower out of a checkpoint is pretrained");
            return false;
        }

        // The sigmoid needs a bias that a pair of clip towers has not; under the softmax a siglip's would have no gradient.
        if (spec.Loss == arch || spec.Loss is not ("siglip" or "clip")) return true;
        bag.Error(DiagnosticCodes.Relation, stage.SpanOf("loss"), stage.At.PathOf("loss"), $"'loss' must be {arch} where the tower is a {arch}, found {spec.Loss}", $"write loss: {arch}");
        return false;
    }

    private static bool FitsTemplate(BoundStage stage, ModelSpec model, DiagnosticBag bag)
    {
        var published = model.Tokenizer.Kind == "checkpoint";
        var template = (stage.Spec as SftSpec)?.Template ?? model.Tokenizer.Template;
        // Their marks are tokens of one kind of tokenizer and not of the other.
        if (stage.Spec is SftSpec or DpoSpec or BenchmarkSpec or GradientMapSpec && (published ? template == "pivot" : template == "qwen_1_5"))
        {
            bag.Error(DiagnosticCodes.Relation, stage.SpanOf(stage.At.Map["template"] is null ? "kind" : "template"), stage.At.PathOf("template"),
                published
                    ? $"'{stage.At.Path}' would write conversations as the template pivot does, whose marks a checkpoint's tokenizer does not have"
                    : $"'{stage.At.Path}' would write conversations as the template qwen_1_5 does, whose marks a tokenizer of kind {model.Tokenizer.Kind} does not have",
                published ? "write tokenizer: { template: qwen_1_5 } or plain in the model; chat where its folder has a chat_template" : "take template: pivot or plain, or the tokenizer of a checkpoint");
            return false;
        }

        if (stage.Spec is not SftSpec { Template: "chat" } || model.Tokenizer.Kind == "checkpoint") return true;
        bag.Error(DiagnosticCodes.Relation, stage.SpanOf("template"), stage.At.PathOf("template"),
            $"'template' can be chat with a tokenizer of kind checkpoint only, whose tokenizer_config.json holds the template; that of the model is of kind {model.Tokenizer.Kind}");
        return false;
    }

    private static bool FitsAdapters(BoundStage stage, ModelSpec model, DiagnosticBag bag)
    {
        if (stage.Spec is not TrainingStageSpec { Lora: { Targets.Count: > 0 } lora } || model.LanguageModel is null) return true;
        var root = MultimodalNodes.Model(model, new(0, false), 0, PartUse.Idle, 0, PartUse.Idle, PartUse.Idle);
        var layers = root.Children.Where(c => lora.Parts.Contains(Components.NameOf(c.Name))).SelectMany(LoraNodes.Layers).Distinct().ToList();
        if (lora.Targets.FirstOrDefault(t => !layers.Contains(t)) is not { } unknown) return true;
        bag.Error(DiagnosticCodes.UnknownWord, ((stage.At.Map["lora"] as MapNode)?["targets"] as ListNode)?.Items.FirstOrDefault(i => i is ScalarNode s && s.Value == unknown)?.Span ?? stage.SpanOf("lora"), stage.At.PathOf("lora.targets"), $"'targets' names '{unknown}', and no linear layer of {string.Join(", ", lora.Parts)} is called that",
            NearestName.Of(unknown, layers) is { } near ? $"did you mean '{near}'?" : $"there are {string.Join(", ", layers)}");
        return false;
    }

    private static int? Layer(StageSpec spec) => spec switch
    {
        LinearProbeSpec s => s.Layer,
        KnnProbeSpec s => s.Layer,
        SegmentationProbeSpec s => s.Layer,
        _ => null,
    };

    private static (string? Key, string What)? Need(StageSpec spec) => spec switch
    {
        SftSpec or DpoSpec or BenchmarkSpec or GradientMapSpec => (null, $"a stage of kind {spec.Kind}"),
        LinearProbeSpec { Features: "projector" } or KnnProbeSpec { Features: "projector" } or SegmentationProbeSpec { Features: "projector" } =>
            ("features", "'features: projector' (the map to the language model's width)"),
        _ => null,
    };

    private static void WarnOfIdleRates(BoundStage stage, DiagnosticBag bag)
    {
        if (stage.Spec is not TrainingStageSpec { Train.Count: > 0 } spec) return;
        foreach (var part in spec.LearningRate.Parts.Keys.Where(part => !spec.Train.Contains(part)))
        {
            if (stage.At.Map["learning_rate"] is not MapNode rates || rates.Find(part) is not { } entry) continue;
            bag.Warning(DiagnosticCodes.NoEffect, entry.Key.Span, stage.At.PathOf($"learning_rate.{part}"), $"this rate has no effect: '{stage.At.Path}' does not train {part}",
                $"it trains {string.Join(", ", spec.Train)}");
        }
    }
}
