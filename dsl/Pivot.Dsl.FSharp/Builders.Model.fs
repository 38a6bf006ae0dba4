namespace Pivot.Dsl.FSharp

/// `siglip { image_size 48; patch_size 8; width 96; depth 4; heads 4 }`, and `clip`, `dinov2` alike.
[<Sealed>]
type VisionTowerBuilder internal (arch: string) =
    inherit BlockBuilder()

    /// The tower.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : VisionTower = { Block = block.As("arch", arch, line).In file }

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

    /// Register tokens of a dinov2.
    [<CustomOperation "registers">]
    member _.Registers(block: Block, tokens: Whole, [<Line>] ?line: int) = block.With("registers", tokens, line)

    /// The blocks' MLP: "gelu", or "swiglu" for a dinov2.
    [<CustomOperation "mlp">]
    member _.Mlp(block: Block, word: string, [<Line>] ?line: int) = block.With("mlp", word, line)

    /// What the projector reads: "patches", or "all", the class token before them.
    [<CustomOperation "tokens">]
    member _.Tokens(block: Block, word: string, [<Line>] ?line: int) = block.With("tokens", word, line)

/// `mlp { depth 2 }`, and `linear`, `pixel_shuffle`, `resampler` alike.
[<Sealed>]
type ProjectorBuilder internal (arch: string) =
    inherit BlockBuilder()

    /// The projector.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Projector = { Block = block.As("arch", arch, line).In file }

    /// Side of the block of patches that becomes one token, of a pixel_shuffle and a resampler.
    [<CustomOperation "factor">]
    member _.Factor(block: Block, side: Whole, [<Line>] ?line: int) = block.With("factor", side, line)

    /// Linear layers.
    [<CustomOperation "depth">]
    member _.Depth(block: Block, layers: Whole, [<Line>] ?line: int) = block.With("depth", layers, line)

/// `llama3 { factor 8; low_frequency 1; high_frequency 4; original_length 8192 }`: how Llama 3 stretches its rotary embedding.
[<Sealed>]
type RopeScalingBuilder internal () =
    inherit BlockBuilder()

    /// The scaling.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : RopeScaling = { Block = block.In file }

    /// What the frequencies of long waves are divided by.
    [<CustomOperation "factor">]
    member _.Factor(block: Block, factor: Number, [<Line>] ?line: int) = block.With("factor", factor, line)

    /// Waves longer than the original length divided by this are stretched in full.
    [<CustomOperation "low_frequency">]
    member _.LowFrequency(block: Block, factor: Number, [<Line>] ?line: int) = block.With("low_frequency", factor, line)

    /// Waves shorter than the original length divided by this are kept.
    [<CustomOperation "high_frequency">]
    member _.HighFrequency(block: Block, factor: Number, [<Line>] ?line: int) = block.With("high_frequency", factor, line)

    /// Longest sequence of the pretraining, in tokens.
    [<CustomOperation "original_length">]
    member _.OriginalLength(block: Block, tokens: Whole, [<Line>] ?line: int) = block.With("original_length", tokens, line)

/// `qwen2 { width 96; depth 4; heads 4; kv_heads 2 }`, and `llama` alike.
[<Sealed>]
type LanguageModelBuilder internal (arch: string) =
    inherit BlockBuilder()

    /// The language model.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : LanguageModel = { Block = block.As("arch", arch, line).In file }

    /// A folder in HuggingFace's format, whose weights the model begins with; its config.json gives the widths that are not written.
    [<CustomOperation "checkpoint">]
    member _.Checkpoint(block: Block, folder: string, [<Line>] ?line: int) = block.With("checkpoint", folder, line)

    /// Width of a head of a llama.
    [<CustomOperation "head_dim">]
    member _.HeadDim(block: Block, width: Whole, [<Line>] ?line: int) = block.With("head_dim", width, line)

    /// Llama 3's scaling of the rotary embedding.
    [<CustomOperation "rope_scaling">]
    member _.RopeScaling(block: Block, scaling: RopeScaling, [<Line>] ?line: int) = block.With("rope_scaling", scaling, line)

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

/// `word { max_words 4096 }`: the words and marks of the training text; `pretrained { path "models/Qwen2.5" }`: a checkpoint's files.
[<Sealed>]
type TokenizerBuilder internal (kind: string) =
    inherit BlockBuilder()

    /// The tokenizer.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Tokenizer = { Block = block.As("kind", kind, line).In file }

    /// Folder of a checkpoint's tokenizer files.
    [<CustomOperation "path">]
    member _.Path(block: Block, folder: string, [<Line>] ?line: int) = block.With("path", folder, line)

    /// How a conversation is written: "pivot", "qwen_1_5", "plain" or "chat".
    [<CustomOperation "template">]
    member _.Template(block: Block, word: string, [<Line>] ?line: int) = block.With("template", word, line)

    /// The views whose text it is built from, as "source.view".
    [<CustomOperation "data">]
    member _.Data(block: Block, views: string list, [<Line>] ?line: int) = block.With("data", views, line)

    /// A reference to them.
    [<CustomOperation "data">]
    member _.Data(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("data", reference, line)

    /// Most words kept, the most frequent first.
    [<CustomOperation "max_words">]
    member _.MaxWords(block: Block, words: Whole, [<Line>] ?line: int) = block.With("max_words", words, line)

/// `image_fit { aspect "anyres"; grid [ [ 384; 768 ] ]; most_tiles 9 }`: how images are brought to the tower's size.
[<Sealed>]
type ImagesBuilder internal () =
    inherit BlockBuilder()

    /// The images' way.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Images = { Block = block.In file }

    /// "square", "pad" or "anyres".
    [<CustomOperation "aspect">]
    member _.Aspect(block: Block, word: string, [<Line>] ?line: int) = block.With("aspect", word, line)

    /// Sizes that anyres chooses from, each a height and a width in pixels.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, sizes: int list list, [<Line>] ?line: int) =
        block.Append("grid", Value.List [ for size in sizes -> Value.List [ for side in size -> Value.Whole(int64 side) ] ], line, [ "grid" ])

    /// Tiles whose tokens an image keeps at most.
    [<CustomOperation "most_tiles">]
    member _.MostTiles(block: Block, tiles: Whole, [<Line>] ?line: int) = block.With("most_tiles", tiles, line)

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

    /// A folder of a whole llava or llava_onevision checkpoint: all parts come out of it.
    [<CustomOperation "checkpoint">]
    member _.Checkpoint(block: Block, folder: string, [<Line>] ?line: int) = block.With("checkpoint", folder, line)

    /// How images are brought to the tower's size.
    [<CustomOperation "images">]
    member _.Images(block: Block, images: Images, [<Line>] ?line: int) = block.With("images", images, line)
