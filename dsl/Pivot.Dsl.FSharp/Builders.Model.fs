namespace Pivot.Dsl.FSharp

/// `siglip { image_size 48; patch_size 8; width 96; depth 4; heads 4 }`.
[<Sealed>]
type SiglipBuilder internal () =
    inherit BlockBuilder()

    /// The tower.
    member _.Run(block: Block) : VisionTower = { Block = block.As("arch", "siglip") }

    /// Side of the square input, in pixels.
    [<CustomOperation "image_size">]
    member _.ImageSize(block: Block, pixels: int) = block.With("image_size", pixels)

    /// Side of a patch, in pixels; divides the image size.
    [<CustomOperation "patch_size">]
    member _.PatchSize(block: Block, pixels: int) = block.With("patch_size", pixels)

    /// Width of the residual stream.
    [<CustomOperation "width">]
    member _.Width(block: Block, width: int) = block.With("width", width)

    /// Transformer blocks.
    [<CustomOperation "depth">]
    member _.Depth(block: Block, blocks: int) = block.With("depth", blocks)

    /// Attention heads; divide the width.
    [<CustomOperation "heads">]
    member _.Heads(block: Block, heads: int) = block.With("heads", heads)

    /// Width of the MLP.
    [<CustomOperation "mlp_width">]
    member _.MlpWidth(block: Block, width: int) = block.With("mlp_width", width)

    /// The hidden state that is read: -1 the last block's output, -2 the one before.
    [<CustomOperation "feature_layer">]
    member _.FeatureLayer(block: Block, layer: int) = block.With("feature_layer", layer)

/// `mlp { depth 2 }`.
[<Sealed>]
type MlpBuilder internal () =
    inherit BlockBuilder()

    /// The projector.
    member _.Run(block: Block) : Projector = { Block = block.As("arch", "mlp") }

    /// Linear layers.
    [<CustomOperation "depth">]
    member _.Depth(block: Block, layers: int) = block.With("depth", layers)

/// `qwen2 { width 96; depth 4; heads 4; kv_heads 2 }`.
[<Sealed>]
type Qwen2Builder internal () =
    inherit BlockBuilder()

    /// The language model.
    member _.Run(block: Block) : LanguageModel = { Block = block.As("arch", "qwen2") }

    /// Width of the residual stream.
    [<CustomOperation "width">]
    member _.Width(block: Block, width: int) = block.With("width", width)

    /// Transformer blocks.
    [<CustomOperation "depth">]
    member _.Depth(block: Block, blocks: int) = block.With("depth", blocks)

    /// Query heads; divide the width.
    [<CustomOperation "heads">]
    member _.Heads(block: Block, heads: int) = block.With("heads", heads)

    /// Key and value heads; divide the heads.
    [<CustomOperation "kv_heads">]
    member _.KvHeads(block: Block, heads: int) = block.With("kv_heads", heads)

    /// Width of the MLP.
    [<CustomOperation "mlp_width">]
    member _.MlpWidth(block: Block, width: int) = block.With("mlp_width", width)

    /// Whether the output head is the embedding matrix.
    [<CustomOperation "tie_embeddings">]
    member _.TieEmbeddings(block: Block, tied: bool) = block.With("tie_embeddings", tied)

    /// Base of the rotary position embedding.
    [<CustomOperation "rope_theta">]
    member _.RopeTheta(block: Block, theta: float) = block.With("rope_theta", theta)

    /// Longest sequence in tokens, the image's included.
    [<CustomOperation "max_length">]
    member _.MaxLength(block: Block, tokens: int) = block.With("max_length", tokens)

/// `word { max_words 4096 }`: the words and marks of the training text.
[<Sealed>]
type WordBuilder internal () =
    inherit BlockBuilder()

    /// The tokenizer.
    member _.Run(block: Block) : Tokenizer = { Block = block.As("kind", "word") }

    /// The views whose text it is built from, as "source.view".
    [<CustomOperation "data">]
    member _.Data(block: Block, views: string list) = block.With("data", views)

    /// Most words kept, the most frequent first.
    [<CustomOperation "max_words">]
    member _.MaxWords(block: Block, words: int) = block.With("max_words", words)

/// `model "nano" { vision_tower (siglip { ... }); projector (mlp { ... }); language_model (qwen2 { ... }) }`.
[<Sealed>]
type ModelBuilder internal (name: string) =
    inherit BlockBuilder()

    /// The model under its name.
    member _.Run(block: Block) : Part = Part.Named("models", name, (block :> IValue).Value)

    /// What sees.
    [<CustomOperation "vision_tower">]
    member _.VisionTower(block: Block, tower: VisionTower) = block.With("vision_tower", tower)

    /// What leads from the vision tower's patches to the language model's tokens.
    [<CustomOperation "projector">]
    member _.Projector(block: Block, projector: Projector) = block.With("projector", projector)

    /// What reads and answers.
    [<CustomOperation "language_model">]
    member _.LanguageModel(block: Block, model: LanguageModel) = block.With("language_model", model)

    /// How text becomes tokens.
    [<CustomOperation "tokenizer">]
    member _.Tokenizer(block: Block, tokenizer: Tokenizer) = block.With("tokenizer", tokenizer)
