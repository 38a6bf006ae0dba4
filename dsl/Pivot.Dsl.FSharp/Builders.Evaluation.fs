namespace Pivot.Dsl.FSharp

/// `benchmark { from "post"; data "scenes.test" }`: questions with known answers.
[<Sealed>]
type BenchmarkBuilder internal () =
    inherit StageBuilder("benchmark")

    /// Longest answer, in tokens.
    [<CustomOperation "max_new_tokens">]
    member _.MaxNewTokens(block: Block, tokens: int) = block.With("max_new_tokens", tokens)

    /// Questions answered at once.
    [<CustomOperation "batch_size">]
    member _.BatchSize(block: Block, questions: int) = block.With("batch_size", questions)

/// What every probe of frozen features says.
[<AbstractClass>]
type ProbeBuilder internal (kind: string) =
    inherit StageBuilder(kind)

    /// Which features: "encoder" or "projector".
    [<CustomOperation "features">]
    member _.Features(block: Block, word: string) = block.With("features", word)

    /// Which hidden state of the tower, counted from its end: -1 is the last block's output.
    [<CustomOperation "layer">]
    member _.Layer(block: Block, layer: int) = block.With("layer", layer)

/// `linear_probe { from "post"; data "scenes.objects" }`.
[<Sealed>]
type LinearProbeBuilder internal () =
    inherit ProbeBuilder("linear_probe")

    /// Inverse regularisation strengths tried.
    [<CustomOperation "c">]
    member _.C(block: Block, strengths: float list) = block.With("c", strengths)

/// `knn_probe { from "post"; data "scenes.objects" }`.
[<Sealed>]
type KnnProbeBuilder internal () =
    inherit ProbeBuilder("knn_probe")

    /// Neighbours that vote.
    [<CustomOperation "k">]
    member _.K(block: Block, neighbours: int) = block.With("k", neighbours)

    /// Votes weigh exp(cosine / temperature).
    [<CustomOperation "temperature">]
    member _.Temperature(block: Block, temperature: float) = block.With("temperature", temperature)

/// `segmentation_probe { from "post"; data "scenes.masks" }`.
[<Sealed>]
type SegmentationProbeBuilder internal () =
    inherit ProbeBuilder("segmentation_probe")

    /// The stage's own seed, instead of the replicate's.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: int64) = block.With("seed", seed)

    /// Width of the head's hidden layer, 0 for a linear head.
    [<CustomOperation "hidden">]
    member _.Hidden(block: Block, width: int) = block.With("hidden", width)

    /// Passes over the training images.
    [<CustomOperation "epochs">]
    member _.Epochs(block: Block, passes: int) = block.With("epochs", passes)

    /// Images per step.
    [<CustomOperation "batch_size">]
    member _.BatchSize(block: Block, images: int) = block.With("batch_size", images)

    /// Peak learning rate of the head.
    [<CustomOperation "learning_rate">]
    member _.LearningRate(block: Block, rate: float) = block.With("learning_rate", rate)

    /// Test images drawn in the report.
    [<CustomOperation "pictures">]
    member _.Pictures(block: Block, images: int) = block.With("pictures", images)

/// `gradient_map { from "post"; data "scenes.grounded" }`.
[<Sealed>]
type GradientMapBuilder internal () =
    inherit StageBuilder("gradient_map")

    /// Which gradient: "sft" or "dpo".
    [<CustomOperation "objective">]
    member _.Objective(block: Block, word: string) = block.With("objective", word)

    /// Questions measured, from the start of the view.
    [<CustomOperation "questions">]
    member _.Questions(block: Block, questions: int) = block.With("questions", questions)

    /// Maps drawn in the report.
    [<CustomOperation "pictures">]
    member _.Pictures(block: Block, maps: int) = block.With("pictures", maps)
