namespace Pivot.Dsl.Specs.Binding;

/// <summary>The table of the language: models.</summary>
internal static class LanguageModels
{
    public static RecordShape VisionTower { get; } = new("vision_tower", null,
    [
        new("arch", Values.Word, "Architecture of the tower; that of its checkpoint when it is not given.") { Default = "\"siglip\"" },
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
        new("registers", Values.Whole, "Register tokens of a dinov2.") { Default = "0" },
        new("mlp", Values.Word, "The blocks' MLP: gelu, or swiglu for a dinov2.") { Default = "\"gelu\"" },
        new("tokens", Values.Word, "What the projector reads: patches, or all, class token and registers before them (LLaVA's select strategies default and full).")
            { Default = "\"patches\"" },
    ]);

    public static RecordShape Projector { get; } = new("projector", null,
    [
        new("arch", Values.Word, "Architecture of the projector: mlp, Linear, GELU, Linear (LLaVA's mlp2x_gelu); linear; pixel_shuffle; resampler (TokenPacker-like).") { Default = "\"mlp\"" },
        new("depth", Values.Whole, "Number of linear layers of an mlp.") { Default = "2" },
        new("factor", Values.Whole, "Side of the square block of patches that becomes one token, of pixel_shuffle and resampler; divides the side of the patches.") { Default = "2" },
    ]);

    public static RecordShape RopeScaling { get; } = new("rope_scaling", null,
    [
        new("factor", Values.Number, "What the frequencies of long waves are divided by.") { Default = "8" },
        new("low_frequency", Values.Number, "Waves longer than original_length divided by this are stretched in full.") { Default = "1" },
        new("high_frequency", Values.Number, "Waves shorter than original_length divided by this are kept.") { Default = "4" },
        new("original_length", Values.Whole, "Longest sequence of the pretraining, in tokens.") { Default = "8192" },
    ]);

    public static RecordShape Images { get; } = new("images", null,
    [
        new("aspect", Values.Word, "How an image becomes square: square stretches it; pad expands it with the mean colour; anyres cuts it into tiles as LLaVA-OneVision does.")
            { Default = "\"square\"" },
        new("grid", new ListShape("size", () => Values.Wholes), "Sizes that anyres chooses from, each [height, width] in pixels.") { Examples = ["[[384, 768], [768, 384]]"] },
        new("most_tiles", Values.Whole, "Tiles whose tokens an image of anyres keeps at most (OneVision's anyres_max_9); no limit when it is not given.") { Examples = ["9"] },
    ]);

    public static RecordShape LanguageModel { get; } = new("language_model", null,
    [
        new("arch", Values.Word, "Architecture of the language model; that of its checkpoint when it is not given.") { Default = "\"qwen2\"" },
        new("checkpoint", Values.Path,
            "Folder of a HuggingFace checkpoint whose language model is taken: its config.json gives the widths that are not written, and what is written must agree."),
        new("width", Values.Whole, "Width of the residual stream (HuggingFace: hidden_size).") { Default = "96" },
        new("depth", Values.Whole, "Number of transformer blocks.") { Default = "4" },
        new("heads", Values.Whole, "Query heads; divides width, and leaves heads of an even width for the rotary embedding.") { Default = "4" },
        new("kv_heads", Values.Whole, "Key and value heads; divides heads. As many as heads when it is not given."),
        new("head_dim", Values.Whole, "Width of a head of a llama; width divided by heads when it is not given."),
        new("mlp_width", Values.Whole, "Width of the SwiGLU MLP; 8/3 of width, rounded up to a multiple of 8, when it is not given."),
        new("tie_embeddings", Values.Truth, "Whether the output head is the embedding matrix.") { Default = "true" },
        new("rope_theta", Values.Number, "Base of the rotary position embedding.") { Default = "10000", Examples = ["10000", "1000000"] },
        new("rope_scaling", RopeScaling, "Llama 3's scaling of the rotary embedding; none when it is not given."),
        new("max_length", Values.Whole, "Longest sequence in tokens, the image's included; of a checkpoint the length it was made for, at most 2048, when it is not given.") { Default = "512" },
    ]);

    public static RecordShape Tokenizer { get; } = new("tokenizer", null,
    [
        new("kind", Values.Word, "How text becomes tokens: word, the words and marks of the training text; byte, 256 bytes; checkpoint, as with language_model.checkpoint.")
            { Default = "\"word\"" },
        new("path", Values.Path, "Folder of the tokenizer's files, of kind checkpoint; the language model's checkpoint when it is not given."),
        new("template", Values.Word, "How a conversation is written: pivot; qwen_1_5 (ChatML); plain, the answers alone; chat, the checkpoint's own where it has one.")
            { Default = "\"pivot\"" },
        new("data", Values.Views, "Views whose text the word tokenizer is built from; those that the experiment's training stages read when it is not given.")
            { Examples = ["[\"scenes.instruct\"]"] },
        new("max_words", Values.Whole, "Most words kept by the word tokenizer, the most frequent first; the rest are unknown.") { Default = "8192" },
    ]);

    public static RecordShape Model { get; } = new("model", null,
    [
        new("checkpoint", Values.Path, "Folder of a whole llava or llava_onevision checkpoint: all parts come out of it, and none is given besides images and tokenizer.template."),
        new("vision_tower", VisionTower, "The vision tower: built fresh from its widths, taken out of a stage (from) or out of a checkpoint.") { RequiredWithout = "checkpoint" },
        new("projector", Projector, "The map from the tower's width to the language model's."),
        new("language_model", LanguageModel, "The language model: built fresh from its widths or out of a checkpoint; without one the model is only a vision tower."),
        new("tokenizer", Tokenizer, "How the model's text becomes tokens."),
        new("images", Images, "How images are brought to the tower's size."),
    ]);
}
