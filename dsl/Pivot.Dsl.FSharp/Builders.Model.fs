namespace Pivot.Dsl.FSharp

/// `siglip { image_size 48; patch_size 8; width 96; depth 4; heads 4 }`.
[<Sealed>]
type SiglipBuilder internal () =
    inherit BlockBuilder()

    /// The tower.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : VisionTower = { Block = block.As("arch", "siglip", line).In file }

    /// A folder in HuggingFace's format, whose weights the tower begins with; its config.json gives the widths that are not written.
    [<CustomOperation "checkpoint">]
    member _.Checkpoint(block: Block, folder: string, [<Line>] ?line: int) = block.With("checkpoint", folder, line)

    /// Side of the square input, in pixels.
    [<CustomOperation "image_size">]
    member _.ImageSize(block: Block, pixels: Whole, [<Line>] ?line: int) = block.With("image_size", pixels, line)

    /// Side of a patch, in pixels; divides the image size.
    [<CustomOperation "patch_size">]
    member _.PatchSize(block: Block, pixels: Whole, [<Line>] ?line: int) = block.With("patch_size", pixels, line)

    /// Width of the residual stream.
    [<CustomOperation "width">]
    member _.Width(block: Block, width: Whole, [<Line>] ?line: int) = block.With("width", width, line)

    /// Transformer blocks.
    [<CustomOperation "depth">]
    member _.Depth(block: Block, blocks: Whole, [<Line>] ?line: int) = block.With("depth", blocks, line)

    /// Attention heads; divide the width.
    [<CustomOperation "heads">]
    member _.Heads(block: Block, heads: Whole, [<Line>] ?line: int) = block.With("heads", heads, line)

    /// Width of the MLP.
    [<CustomOperation "mlp_width">]
    member _.MlpWidth(block: Block, width: Whole, [<Line>] ?line: int) = block.With("mlp_width", width, line)

    /// The hidden state that is read: -1 the last block's output, -2 the one before.
    [<CustomOperation "feature_layer">]
    member _.FeatureLayer(block: Block, layer: Whole, [<Line>] ?line: int) = block.With("feature_layer", layer, line)

/// `mlp { depth 2 }`.
[<Sealed>]
type MlpBuilder internal () =
    inherit BlockBuilder()

    /// The projector.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Projector = { Block = block.As("arch", "mlp", line).In file }

    /// Linear layers.
    [<CustomOperation "depth">]
    member _.Depth(block: Block, layers: Whole, [<Line>] ?line: int) = block.With("depth", layers, line)

/// `qwen2 { width 96; depth 4; heads 4; kv_heads 2 }`.
[<Sealed>]
type Qwen2Builder internal () =
    inherit BlockBuilder()

    /// The language model.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : LanguageModel = { Block = block.As("arch", "qwen2", line).In file }

    /// Width of the residual stream.
    [<CustomOperation "width">]
    member _.Width(block: Block, width: Whole, [<Line>] ?line: int) = block.With("width", width, line)

    /// Transformer blocks.
    [<CustomOperation "depth">]
    member _.Depth(block: Block, blocks: Whole, [<Line>] ?line: int) = block.With("depth", blocks, line)

    /// Query heads; divide the width.
    [<CustomOperation "heads">]
    member _.Heads(block: Block, heads: Whole, [<Line>] ?line: int) = block.With("heads", heads, line)

    /// Key and value heads; divide the heads.
    [<CustomOperation "kv_heads">]
    member _.KvHeads(block: Block, heads: Whole, [<Line>] ?line: int) = block.With("kv_heads", heads, line)

    /// Width of the MLP.
    [<CustomOperation "mlp_width">]
    member _.MlpWidth(block: Block, width: Whole, [<Line>] ?line: int) = block.With("mlp_width", width, line)

    /// Whether the output head is the embedding matrix.
    [<CustomOperation "tie_embeddings">]
    member _.TieEmbeddings(block: Block, tied: Truth, [<Line>] ?line: int) = block.With("tie_embeddings", tied, line)

    /// Base of the rotary position embedding.
    [<CustomOperation "rope_theta">]
    member _.RopeTheta(block: Block, theta: Number, [<Line>] ?line: int) = block.With("rope_theta", theta, line)

    /// Longest sequence in tokens, the image's included.
    [<CustomOperation "max_length">]
    member _.MaxLength(block: Block, tokens: Whole, [<Line>] ?line: int) = block.With("max_length", tokens, line)

/// `word { max_words 4096 }`: the words and marks of the training text.
[<Sealed>]
type WordBuilder internal () =
    inherit BlockBuilder()

    /// The tokenizer.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Tokenizer = { Block = block.As("kind", "word", line).In file }

    /// The views whose text it is built from, as "source.view".
    [<CustomOperation "data">]
    member _.Data(block: Block, views: string list, [<Line>] ?line: int) = block.With("data", views, line)

    /// A reference to them.
    [<CustomOperation "data">]
    member _.Data(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("data", reference, line)

    /// Most words kept, the most frequent first.
    [<CustomOperation "max_words">]
    member _.MaxWords(block: Block, words: Whole, [<Line>] ?line: int) = block.With("max_words", words, line)

/// `model "nano" { vision_tower (siglip { ... }); projector (mlp { ... }); language_model (qwen2 { ... }) }`.
[<Sealed>]
type ModelBuilder internal (name: string) =
    inherit BlockBuilder()

    /// The model under its name.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Part = Part.Name("models", name, "model", block.In file, line, file)

    /// What sees.
    [<CustomOperation "vision_tower">]
    member _.VisionTower(block: Block, tower: VisionTower, [<Line>] ?line: int) = block.With("vision_tower", tower, line)

    /// What leads from the vision tower's patches to the language model's tokens.
    [<CustomOperation "projector">]
    member _.Projector(block: Block, projector: Projector, [<Line>] ?line: int) = block.With("projector", projector, line)

    /// What reads and answers.
    [<CustomOperation "language_model">]
    member _.LanguageModel(block: Block, model: LanguageModel, [<Line>] ?line: int) = block.With("language_model", model, line)

    /// How text becomes tokens.
    [<CustomOperation "tokenizer">]
    member _.Tokenizer(block: Block, tokenizer: Tokenizer, [<Line>] ?line: int) = block.With("tokenizer", tokenizer, line)
