namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: stages.</summary>
internal static class LanguageStages
{
    private static readonly LanguageKey[] Every =
    [
        new("kind", Values.Word, "What the stage does: contrastive, sft and dpo train; benchmark, the probes and gradient_map measure.") { Required = true },
        new("from", Values.Name, "The stage whose model this one starts from."),
        new("model", Values.Name, "The model to start fresh from, a name in models; the model of from when it is not given."),
        new("data", Values.View, "What it reads: a source of data, or one of its views.") { Required = true, Examples = ["\"scenes.instruct\"", "\"photos\""] },
    ];

    // Only where a stage uses randomness; elsewhere it would be read and ignored.
    private static readonly LanguageKey Seed = new("seed", Values.Whole, "A seed of the stage's own instead of the replicate's.");

    private static readonly LanguageKey Features = new("features", Values.Word, "Features that are probed: encoder, the vision tower's patch features; projector, those after the projector.")
        { Default = "\"encoder\"" };

    private static readonly LanguageKey Layer = new("layer", Values.Whole,
        "Hidden state of the tower that is probed, counted from its end (-1 is the last block's output); the one that the model reads when it is not given.") { Examples = ["-1", "-2"] };

    public static RecordShape LearningRate { get; } = new("learning_rate", "default",
    [
        new("default", Values.Number, "Peak learning rate of every part without its own.") { Required = true },
        new("vision_tower", Values.Number, "Peak learning rate of the vision tower."),
        new("projector", Values.Number, "Peak learning rate of the projector."),
        new("language_model", Values.Number, "Peak learning rate of the language model."),
    ]);

    public static RecordShape Lora { get; } = new("lora", null,
    [
        new("rank", Values.Whole, "Rank of the adapters.") { Default = "8", Examples = ["8", "16", "64"] },
        new("alpha", Values.Number, "What the adapters' product is scaled with, divided by the rank.") { Default = "16" },
        new("dropout", Values.Number, "Share of the adapters' inputs that are dropped in training.") { Default = "0" },
        new("parts", Values.Words, "Parts that get adapters; their own weights are frozen.") { Examples = ["[\"language_model\"]"] },
        new("targets", new ValueShape(ValueKind.Text) { IsList = true }, "Names of the linear layers that get an adapter; all but the output head when it is not given.")
            { Examples = ["[\"q_proj\", \"v_proj\"]"] },
    ]);

    public static RecordShape MpoWeights { get; } = new("weights", null,
    [
        new("preference", Values.Number, "Weight of the preference loss, DPO's.") { Default = "0.8" },
        new("quality", Values.Number, "Weight of the quality loss, BCO's.") { Default = "0.2" },
        new("generation", Values.Number, "Weight of the cross-entropy of the chosen answer.") { Default = "1" },
    ]);

    private static readonly LanguageKey Adapters = new("lora", Lora, "Low-rank adapters that are trained in place of some parts' weights (arXiv 2106.09685); none when it is not given.");

    private static readonly LanguageKey[] EveryTraining =
    [
        .. Every, Seed,
        new("train", Values.Words, "Parts that are trained, all of them when it is not given; the rest are frozen.") { Examples = ["[\"vision_tower\"]"] },
        new("steps", Values.Whole, "Optimizer updates; exactly one of steps and epochs is given."),
        new("epochs", Values.Number, "Passes over the data, instead of steps."),
        new("batch_size", Values.Whole, "Rows per optimizer update.") { Default = "32" },
        new("accumulate", Values.Whole, "Micro-batches that an update is made of; divides batch_size.") { Default = "1" },
        new("warmup", Values.Number, "Share of the steps over which the rate rises linearly from 0.") { Default = "0.03" },
        new("schedule", Values.Word, "What follows the warm-up: cosine (to 0), linear (to 0) or constant.") { Default = "\"cosine\"" },
        new("weight_decay", Values.Number, "AdamW's decoupled weight decay of matrices; biases, norms and embeddings of positions are not decayed.") { Default = "0.01" },
        new("betas", Values.Numbers, "AdamW's two moment decays.") { Default = "[0.9, 0.999]", Examples = ["[0.9, 0.98]"] },
        new("clip_norm", Values.Number, "Largest global gradient norm.") { Default = "1" },
        new("evaluate_every", Values.Whole, "Steps between evaluations on held-out rows, 0 for none.") { Default = "50" },
        new("checkpoint_every", Values.Whole, "Steps between checkpoints that a killed stage goes on from, 0 for none.") { Default = "100" },
    ];

    private static readonly LanguageKey Rates = new("learning_rate", LearningRate, "Peak learning rate of AdamW: one, or a map with exceptions per part.")
        { Default = "0.001", Examples = ["0.001", "{ \"default\": 0.001, \"vision_tower\": 0.0002 }"] };

    public static VariantShape Stage { get; } = new("stage", "kind", new Dictionary<string, RecordShape>
    {
        ["contrastive"] = Training("contrastive",
            new LanguageKey("loss", Values.Word, "The loss that matches images and captions, which is the tower's own: siglip (sigmoid of every pair, arXiv 2303.15343) or clip (softmax over the batch, arXiv 2103.00020).") { Default = "\"siglip\"" }),
        ["sft"] = Training("sft", Adapters,
            new LanguageKey("turns", Values.Word, "A row's turns: sequential, one after another as in a chat; independent, they share the image and do not see each other.")
                { Default = "\"sequential\"" },
            new LanguageKey("template", Values.Word, "How this stage writes a conversation: pivot, qwen_1_5, plain or chat; the model's tokenizer.template when it is not given.")
                { Examples = ["\"plain\""] }),
        ["dpo"] = Training("dpo", Adapters,
            new LanguageKey("loss", Values.Word, "The loss by TRL's name: sigmoid is DPO, mpo is InternVL's mixture of preference, quality and generation.") { Default = "\"sigmoid\"" },
            new LanguageKey("label_smoothing", Values.Number, "Probability that a pair's label is wrong, of sigmoid and mpo.") { Default = "0" },
            new LanguageKey("weights", MpoWeights, "Weights of the terms of mpo."),
            new LanguageKey("beta", Values.Number, "Strength of the pull towards the reference (arXiv 2305.18290, eq. 7).") { Default = "0.1" },
            new LanguageKey("reference", Values.Name, "The stage whose model is the reference; that of from when it is not given.")),
        ["benchmark"] = Of("benchmark",
            new LanguageKey("max_new_tokens", Values.Whole, "Longest answer in tokens.") { Default = "16" },
            new LanguageKey("batch_size", Values.Whole, "Questions answered at once.") { Default = "64" }),
        ["linear_probe"] = Of("linear_probe", Features, Layer,
            new LanguageKey("c", Values.Numbers, "Inverse regularisation strengths tried (scikit-learn's C); the best on held-out training rows is scored.")
                { Default = "[0.01, 0.1, 1, 10, 100]" }),
        ["knn_probe"] = Of("knn_probe", Features, Layer,
            new LanguageKey("k", Values.Whole, "Neighbours that vote.") { Default = "20" },
            new LanguageKey("temperature", Values.Number, "Votes weigh exp(cosine / temperature).") { Default = "0.07" }),
        ["segmentation_probe"] = Of("segmentation_probe", Seed, Features, Layer,
            new LanguageKey("hidden", Values.Whole, "Width of the head's hidden layer; 0 for a linear head.") { Default = "256" },
            new LanguageKey("epochs", Values.Whole, "Passes over the training images.") { Default = "5" },
            new LanguageKey("batch_size", Values.Whole, "Images per step.") { Default = "32" },
            new LanguageKey("learning_rate", Values.Number, "Peak learning rate of AdamW.") { Default = "0.001" },
            new LanguageKey("pictures", Values.Whole, "Test images drawn in the report.") { Default = "6" }),
        ["gradient_map"] = Of("gradient_map",
            new LanguageKey("objective", Values.Word, "What is differentiated: sft, the right answer's cross-entropy; dpo, the margin between right and wrong answer.")
                { Default = "\"sft\"" },
            new LanguageKey("questions", Values.Whole, "Questions measured, from the start of the view.") { Default = "200" },
            new LanguageKey("pictures", Values.Whole, "Maps drawn in the report.") { Default = "6" }),
    });

    private static RecordShape Of(string kind, params LanguageKey[] more) => new($"stage of kind {kind}", null, [.. Every, .. more]);

    private static RecordShape Training(string kind, params LanguageKey[] more) => new($"stage of kind {kind}", null, [.. EveryTraining, .. more, Rates]);
}
