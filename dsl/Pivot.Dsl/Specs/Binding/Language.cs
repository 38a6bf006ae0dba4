namespace Pivot.Dsl.Specs.Binding;

/// <summary>Every key of the language, in one table. A test holds it to the properties of the spec records.</summary>
internal static class Language
{
    private static readonly ValueShape Value = ValueShape.Instance;

    private static readonly string[] StageKeys = ["kind", "from", "model", "data"]; // 'seed' only where a stage uses randomness

    private static readonly string[] TrainingKeys =
    [
        .. StageKeys, "seed", "train", "steps", "epochs", "batch_size", "accumulate", "warmup", "schedule", "weight_decay", "betas", "clip_norm",
        "evaluate_every", "checkpoint_every",
    ];

    public static RecordShape LearningRate { get; } = new("learning_rate", "default", Values("default", "vision_tower", "projector", "language_model"));

    public static RecordShape VisionTower { get; } = Record("vision_tower",
        "arch", "from", "checkpoint", "image_size", "patch_size", "width", "depth", "heads", "mlp_width", "feature_layer");

    public static RecordShape Projector { get; } = Record("projector", "arch", "depth");

    public static RecordShape LanguageModel { get; } = Record("language_model",
        "arch", "width", "depth", "heads", "kv_heads", "mlp_width", "tie_embeddings", "rope_theta", "max_length");

    public static RecordShape Tokenizer { get; } = Record("tokenizer", "kind", "data", "max_words");

    public static RecordShape Model { get; } = new("model", null, new Dictionary<string, Shape>
    {
        ["vision_tower"] = VisionTower, ["projector"] = Projector, ["language_model"] = LanguageModel, ["tokenizer"] = Tokenizer,
    });

    public static VariantShape Stage { get; } = new("stage", "kind", new Dictionary<string, RecordShape>
    {
        ["contrastive"] = Training("contrastive", "loss"),
        ["sft"] = Training("sft", "turns"),
        ["dpo"] = Training("dpo", "beta", "reference"),
        ["benchmark"] = Record("stage of kind benchmark", [.. StageKeys, "max_new_tokens", "batch_size"]),
        ["linear_probe"] = Record("stage of kind linear_probe", [.. StageKeys, "features", "layer", "c"]),
        ["knn_probe"] = Record("stage of kind knn_probe", [.. StageKeys, "features", "layer", "k", "temperature"]),
        ["segmentation_probe"] = Record("stage of kind segmentation_probe",
            [.. StageKeys, "seed", "features", "layer", "hidden", "epochs", "batch_size", "learning_rate", "pictures"]),
        ["gradient_map"] = Record("stage of kind gradient_map", [.. StageKeys, "objective", "questions", "pictures"]),
    });

    /// <summary>A view of <c>source: folder</c>.</summary>
    public static VariantShape View { get; } = new("view", "format", new Dictionary<string, RecordShape>
    {
        ["llava"] = Record("view of format llava", "format", "file", "images", "limit"),
        ["captions"] = Record("view of format captions", "format", "file", "images", "limit"),
        ["preference"] = Record("view of format preference", "format", "file", "images", "limit"),
        ["questions"] = Record("view of format questions", "format", "file", "images", "limit"),
        ["image_folder"] = Record("view of format image_folder", "format", "train", "test"),
        ["masks"] = Record("view of format masks", "format", "train_images", "train_masks", "test_images", "test_masks", "classes", "ignore"),
    });

    public static VariantShape Data { get; } = new("data source", "source", new Dictionary<string, RecordShape>
    {
        ["scenes"] = Record("source scenes", "source", "image_size", "train", "test", "seed"),
        ["folder"] = new("source folder", null, new Dictionary<string, Shape>
        {
            ["source"] = Value, ["path"] = Value, ["views"] = new NamesShape("view", View),
        }),
        ["llava"] = Record("source llava", "source", "path", "images", "limit"),
        ["captions"] = Record("source captions", "source", "path", "images", "limit"),
        ["preference"] = Record("source preference", "source", "path", "images", "limit"),
        ["questions"] = Record("source questions", "source", "path", "images", "limit"),
        ["image_folder"] = Record("source image_folder", "source", "path", "train", "test"),
        ["masks"] = Record("source masks", "source", "path", "train_images", "train_masks", "test_images", "test_masks", "classes", "ignore"),
    });

    /// <summary>A condition of a sweep: paths, and <c>arm</c>, to tests.</summary>
    public static OverridesShape Condition { get; } = new("condition", nullIsValue: true);

    public static RecordShape Random { get; } = new("random", null, new Dictionary<string, Shape>
    {
        ["count"] = Value, ["seed"] = Value, ["over"] = new OverridesShape("random.over", nullIsValue: false),
    });

    public static RecordShape Sweep { get; } = new("sweep", null, new Dictionary<string, Shape>
    {
        ["grid"] = new OverridesShape("grid", nullIsValue: false),
        ["zip"] = new OverridesShape("zip", nullIsValue: false),
        ["list"] = new ListShape("point", () => new OverridesShape("point", nullIsValue: true)),
        ["random"] = Random,
        ["product"] = new ListShape("sweep", () => Sweep!),
        ["sum"] = new ListShape("sweep", () => Sweep!),
        ["when"] = Condition,
        ["exclude"] = Condition,
    });

    public static RecordShape Claim { get; } = Record("claim", "metric", "expect", "margin", "confidence");

    public static RecordShape Run { get; } = Record("run", "gpus", "memory", "timeout", "retries", "window", "priority", "budget");

    public static RecordShape Schedule { get; } = Record("schedule", "cron", "time_zone");

    public static RecordShape Seeds { get; } = new("seeds", "values", Values("values", "from"));

    public static RecordShape Report { get; } = Record("report", "template", "metrics");

    public static RecordShape Experiment { get; } = new("experiment", null, new Dictionary<string, Shape>
    {
        ["pivot"] = Value, ["name"] = Value, ["question"] = Value, ["extends"] = Value,
        ["vars"] = new NamesShape("variable", Value),
        ["data"] = new NamesShape("data source", Data),
        ["models"] = new NamesShape("model", Model),
        ["stages"] = new NamesShape("stage", Stage),
        ["arms"] = new NamesShape("arm", new OverridesShape("arm", nullIsValue: true)),
        ["sweep"] = Sweep, ["seeds"] = Seeds, ["claims"] = new NamesShape("claim", Claim), ["report"] = Report, ["run"] = Run, ["schedule"] = Schedule,
    });

    private static RecordShape Record(string what, params string[] keys) => new(what, null, Values(keys));

    private static RecordShape Training(string kind, params string[] more)
    {
        var keys = Values([.. TrainingKeys, .. more]);
        keys["learning_rate"] = LearningRate;
        return new RecordShape($"stage of kind {kind}", null, keys);
    }

    private static Dictionary<string, Shape> Values(params string[] keys) => keys.ToDictionary(k => k, _ => (Shape)Value);
}
