using FluentValidation;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Schemas;

/// <summary>Which validators speak about which part of the table, and what they allow under its keys.</summary>
internal sealed class ShapeRules
{
    private readonly Dictionary<RecordShape, Dictionary<string, KeyRules>> _rules = [];

    public ShapeRules()
    {
        foreach (var (shape, validators) in Validators) _rules[shape] = RuleReader.Read(validators.Select(make => make()));
        foreach (var shape in Language.Data.Variants.Values.Concat(Language.View.Variants.Values).Where(v => v.Keys.ContainsKey("unreadable") || v.Keys.ContainsKey("too_long") || v.Keys.ContainsKey("other")))
            _rules[shape] = RuleReader.Read([new RowPolicyValidator(), new ParquetRowsValidator(), new OtherPixelsValidator()]);
        _rules[Language.LearningRate] = Rates(_rules[Language.Stage.Variants["sft"]]);
    }

    /// <summary>The table's records and the validators of what is read from them.</summary>
    public static IReadOnlyDictionary<RecordShape, Func<IValidator>[]> Validators { get; } = new Dictionary<RecordShape, Func<IValidator>[]>
    {
        [Language.VisionTower] = [() => new VisionTowerValidator()],
        [Language.Projector] = [() => new ProjectorValidator()],
        [Language.LanguageModel] = [() => new LanguageModelValidator()],
        [Language.RopeScaling] = [() => new RopeScalingValidator()],
        [Language.Images] = [() => new ImagesValidator()],
        [Language.Lora] = [() => new LoraValidator()],
        [Language.MpoWeights] = [() => new MpoWeightsValidator()],
        [Language.Tokenizer] = [() => new TokenizerValidator()],
        [Language.Model] = [() => new ModelValidator()],
        [Language.Data.Variants["scenes"]] = [() => new ScenesValidator()],
        [Language.Data.Variants["llava"]] = [() => new RowPolicyValidator()],
        [Language.Data.Variants["parquet"]] = [() => new ParquetRowsValidator()],
        [Language.Data.Variants["ade20k"]] = [() => new OtherPixelsValidator()],
        [Language.Stage.Variants["contrastive"]] = [() => new TrainingStageValidator(), () => new ContrastiveValidator()],
        [Language.Stage.Variants["sft"]] = [() => new TrainingStageValidator(), () => new SftValidator()],
        [Language.Stage.Variants["dpo"]] = [() => new TrainingStageValidator(), () => new DpoValidator()],
        [Language.Stage.Variants["benchmark"]] = [() => new BenchmarkValidator()],
        [Language.Stage.Variants["linear_probe"]] = [() => new LinearProbeValidator()],
        [Language.Stage.Variants["knn_probe"]] = [() => new KnnProbeValidator()],
        [Language.Stage.Variants["segmentation_probe"]] = [() => new SegmentationProbeValidator()],
        [Language.Stage.Variants["gradient_map"]] = [() => new GradientMapValidator()],
        [Language.Seeds] = [() => new SeedsValidator()],
        [Language.Claim] = [() => new ClaimValidator()],
        [Language.Run] = [() => new RunValidator()],
        [Language.Schedule] = [() => new ScheduleValidator()],
    };

    /// <summary>What is allowed under a key of a record.</summary>
    public KeyRules Of(RecordShape shape, string key) => _rules.GetValueOrDefault(shape)?.GetValueOrDefault(key) ?? KeyRules.None;

    // The rates are a record of their own in the table; their validator is the training stage's, which names them LearningRate.Default and .Parts.
    private static Dictionary<string, KeyRules> Rates(Dictionary<string, KeyRules> training)
    {
        var each = training[PropertyPath.SnakeCase(nameof(TrainingStageSpec.LearningRate)) + "." + PropertyPath.SnakeCase(nameof(LearningRateSpec.Parts))];
        var rates = Parts.All.ToDictionary(part => part, _ => each);
        rates["default"] = training["learning_rate.default"];
        return rates;
    }
}
