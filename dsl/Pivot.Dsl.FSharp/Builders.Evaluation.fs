namespace Pivot.Dsl.FSharp

/// `benchmark { from "post"; data "scenes.test" }`: questions with known answers.
[<Sealed>]
type BenchmarkBuilder internal () =
    inherit StageBuilder("benchmark")

    /// Longest answer, in tokens.
    [<CustomOperation "max_new_tokens">]
    member _.MaxNewTokens(block: Block, tokens: Whole, [<Line>] ?line: int) = block.With("max_new_tokens", tokens, line)

    /// Questions answered at once.
    [<CustomOperation "batch_size">]
    member _.BatchSize(block: Block, questions: Whole, [<Line>] ?line: int) = block.With("batch_size", questions, line)

/// What every probe of frozen features says.
[<AbstractClass>]
type ProbeBuilder internal (kind: string) =
    inherit StageBuilder(kind)

    /// Which features: "encoder" or "projector".
    [<CustomOperation "features">]
    member _.Features(block: Block, word: string, [<Line>] ?line: int) = block.With("features", word, line)

    /// Which hidden state of the tower, counted from its end: -1 is the last block's output.
    [<CustomOperation "layer">]
    member _.Layer(block: Block, layer: Whole, [<Line>] ?line: int) = block.With("layer", layer, line)

/// `linear_probe { from "post"; data "scenes.objects" }`.
[<Sealed>]
type LinearProbeBuilder internal () =
    inherit ProbeBuilder("linear_probe")

    /// Inverse regularisation strengths tried.
    [<CustomOperation "c">]
    member _.C(block: Block, strengths: float list, [<Line>] ?line: int) = block.With("c", strengths, line)

    /// Inverse regularisation strengths tried, as whole numbers.
    [<CustomOperation "c">]
    member _.C(block: Block, strengths: int list, [<Line>] ?line: int) = block.With("c", strengths, line)

    /// A reference to them.
    [<CustomOperation "c">]
    member _.C(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("c", reference, line)

/// `knn_probe { from "post"; data "scenes.objects" }`.
[<Sealed>]
type KnnProbeBuilder internal () =
    inherit ProbeBuilder("knn_probe")

    /// Neighbours that vote.
    [<CustomOperation "k">]
    member _.K(block: Block, neighbours: Whole, [<Line>] ?line: int) = block.With("k", neighbours, line)

    /// Votes weigh exp(cosine / temperature).
    [<CustomOperation "temperature">]
    member _.Temperature(block: Block, temperature: Number, [<Line>] ?line: int) = block.With("temperature", temperature, line)

/// `segmentation_probe { from "post"; data "scenes.masks" }`.
[<Sealed>]
type SegmentationProbeBuilder internal () =
    inherit ProbeBuilder("segmentation_probe")

    /// The stage's own seed, instead of the replicate's.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: Whole, [<Line>] ?line: int) = block.With("seed", seed, line)

    /// Width of the head's hidden layer, 0 for a linear head.
    [<CustomOperation "hidden">]
    member _.Hidden(block: Block, width: Whole, [<Line>] ?line: int) = block.With("hidden", width, line)

    /// Passes over the training images.
    [<CustomOperation "epochs">]
    member _.Epochs(block: Block, passes: Whole, [<Line>] ?line: int) = block.With("epochs", passes, line)

    /// Images per step.
    [<CustomOperation "batch_size">]
    member _.BatchSize(block: Block, images: Whole, [<Line>] ?line: int) = block.With("batch_size", images, line)

    /// Peak learning rate of the head.
    [<CustomOperation "learning_rate">]
    member _.LearningRate(block: Block, rate: Number, [<Line>] ?line: int) = block.With("learning_rate", rate, line)

    /// Test images drawn in the report.
    [<CustomOperation "pictures">]
    member _.Pictures(block: Block, images: Whole, [<Line>] ?line: int) = block.With("pictures", images, line)

/// `gradient_map { from "post"; data "scenes.grounded" }`.
[<Sealed>]
type GradientMapBuilder internal () =
    inherit StageBuilder("gradient_map")

    /// Which gradient: "sft" or "dpo".
    [<CustomOperation "objective">]
    member _.Objective(block: Block, word: string, [<Line>] ?line: int) = block.With("objective", word, line)

    /// Questions measured, from the start of the view.
    [<CustomOperation "questions">]
    member _.Questions(block: Block, questions: Whole, [<Line>] ?line: int) = block.With("questions", questions, line)

    /// Maps drawn in the report.
    [<CustomOperation "pictures">]
    member _.Pictures(block: Block, maps: Whole, [<Line>] ?line: int) = block.With("pictures", maps, line)
