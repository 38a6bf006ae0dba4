namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: models.</summary>
internal static class LanguageModels
{
    public static RecordShape VisionTower { get; } = new("vision_tower", null,
    [
        new("arch", Values.Word, "Architecture of the tower.") { Default = "\"siglip\"" },
        new("from", Values.Formed($@"stages\.{Names.Pattern}"), "The stage whose tower is taken, its architecture and weights: stages.NAME. No widths are then given.")
            { Examples = ["\"stages.post\""] },
        new("checkpoint", Values.Path,
            "Folder of a HuggingFace checkpoint whose tower is taken: its config.json gives the widths that are not written, and what is written must agree."),
        new("image_size", Values.Whole, "Side of the square input in pixels.") { Default = "48", Examples = ["48", "224", "336", "384"] },
        new("patch_size", Values.Whole, "Side of a patch in pixels; divides image_size.") { Default = "8", Examples = ["8", "14", "16"] },
        new("width", Values.Whole, "Width of the residual stream (HuggingFace: hidden_size).") { Default = "96" },
        new("depth", Values.Whole, "Number of transformer blocks.") { Default = "4" },
        new("heads", Values.Whole, "Attention heads; divides width.") { Default = "4" },
        new("mlp_width", Values.Whole, "Width of the MLP; four times width when it is not given."),
        new("feature_layer", Values.Whole, "Hidden state that the projector and the probes read: -1 the last block's output, -2 the one before (LLaVA's select layer).")
            { Default = "-1", Examples = ["-1", "-2"] },
    ]);

    public static RecordShape Projector { get; } = new("projector", null,
    [
        new("arch", Values.Word, "Architecture of the projector: mlp is Linear, GELU, Linear (LLaVA's mlp2x_gelu).") { Default = "\"mlp\"" },
        new("depth", Values.Whole, "Number of linear layers.") { Default = "2" },
    ]);

    public static RecordShape LanguageModel { get; } = new("language_model", null,
    [
        new("arch", Values.Word, "Architecture of the language model.") { Default = "\"qwen2\"" },
        new("width", Values.Whole, "Width of the residual stream (HuggingFace: hidden_size).") { Default = "96" },
        new("depth", Values.Whole, "Number of transformer blocks.") { Default = "4" },
        new("heads", Values.Whole, "Query heads; divides width, and leaves heads of an even width for the rotary embedding.") { Default = "4" },
        new("kv_heads", Values.Whole, "Key and value heads; divides heads. As many as heads when it is not given."),
        new("mlp_width", Values.Whole, "Width of the SwiGLU MLP; 8/3 of width, rounded up to a multiple of 8, when it is not given."),
        new("tie_embeddings", Values.Truth, "Whether the output head is the embedding matrix.") { Default = "true" },
        new("rope_theta", Values.Number, "Base of the rotary position embedding.") { Default = "10000", Examples = ["10000", "1000000"] },
        new("max_length", Values.Whole, "Longest sequence in tokens, the image's included; a longer one is a failure of the stage that meets it.") { Default = "512" },
    ]);

    public static RecordShape Tokenizer { get; } = new("tokenizer", null,
    [
        new("kind", Values.Word, "How text becomes tokens: word, the words and marks of the training text; byte, 256 bytes.") { Default = "\"word\"" },
        new("data", Values.Views, "Views whose text the word tokenizer is built from; those that the experiment's training stages read when it is not given.")
            { Examples = ["[\"scenes.instruct\"]"] },
        new("max_words", Values.Whole, "Most words kept by the word tokenizer, the most frequent first; the rest are unknown.") { Default = "8192" },
    ]);

    public static RecordShape Model { get; } = new("model", null,
    [
        new("vision_tower", VisionTower, "The vision tower: built fresh from its widths, taken out of a stage (from) or out of a checkpoint.") { Required = true },
        new("projector", Projector, "The map from the tower's width to the language model's."),
        new("language_model", LanguageModel, "The language model, built fresh from its widths; without one the model is only a vision tower."),
        new("tokenizer", Tokenizer, "How the model's text becomes tokens."),
    ]);
}
