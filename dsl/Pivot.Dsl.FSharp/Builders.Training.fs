namespace Pivot.Dsl.FSharp

/// `rates 1e-3 { vision_tower 2e-4 }`: a learning rate, with exceptions by part.
[<Sealed>]
type RatesBuilder(fallback: Value) =
    inherit BlockBuilder()

    /// The rates.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Rates =
        let all = Block.Of((Key.At("default", line, [ "rates" ]), fallback) :: block.Keys)
        { Block = all.In file }

    /// Peak rate of the vision tower.
    [<CustomOperation "vision_tower">]
    member _.VisionTower(block: Block, rate: Number, [<Line>] ?line: int) = block.With("vision_tower", rate, line)

    /// Peak rate of the projector.
    [<CustomOperation "projector">]
    member _.Projector(block: Block, rate: Number, [<Line>] ?line: int) = block.With("projector", rate, line)

    /// Peak rate of the language model.
    [<CustomOperation "language_model">]
    member _.LanguageModel(block: Block, rate: Number, [<Line>] ?line: int) = block.With("language_model", rate, line)

/// What every stage says.
[<AbstractClass>]
type StageBuilder internal (kind: string) =
    inherit BlockBuilder()

    /// The stage.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Stage = { Block = block.As("kind", kind, line).In file }

    /// The stage whose model it goes on with.
    [<CustomOperation "from">]
    member _.From(block: Block, stage: string, [<Line>] ?line: int) = block.With("from", stage, line)

    /// The model it begins with, fresh.
    [<CustomOperation "model">]
    member _.Model(block: Block, name: string, [<Line>] ?line: int) = block.With("model", name, line)

    /// What it reads, as "source.view".
    [<CustomOperation "data">]
    member _.Data(block: Block, view: string, [<Line>] ?line: int) = block.With("data", view, line)

/// What every training stage says.
[<AbstractClass>]
type TrainingBuilder internal (kind: string) =
    inherit StageBuilder(kind)

    /// The stage's own seed, instead of the replicate's.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: Whole, [<Line>] ?line: int) = block.With("seed", seed, line)

    /// Parts that are trained: "vision_tower", "projector", "language_model". The rest are frozen.
    [<CustomOperation "train">]
    member _.Train(block: Block, parts: string list, [<Line>] ?line: int) = block.With("train", parts, line)

    /// A reference to them.
    [<CustomOperation "train">]
    member _.Train(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("train", reference, line)

    /// Optimizer updates.
    [<CustomOperation "steps">]
    member _.Steps(block: Block, updates: Whole, [<Line>] ?line: int) = block.With("steps", updates, line)

    /// Passes over the data, instead of steps.
    [<CustomOperation "epochs">]
    member _.Epochs(block: Block, passes: Number, [<Line>] ?line: int) = block.With("epochs", passes, line)

    /// Rows per optimizer update.
    [<CustomOperation "batch_size">]
    member _.BatchSize(block: Block, rows: Whole, [<Line>] ?line: int) = block.With("batch_size", rows, line)

    /// Micro-batches an update is made of.
    [<CustomOperation "accumulate">]
    member _.Accumulate(block: Block, batches: Whole, [<Line>] ?line: int) = block.With("accumulate", batches, line)

    /// Peak learning rate of every part.
    [<CustomOperation "learning_rate">]
    member _.LearningRate(block: Block, rate: Number, [<Line>] ?line: int) = block.With("learning_rate", rate, line)

    /// Peak learning rates by part.
    [<CustomOperation "learning_rate">]
    member _.LearningRate(block: Block, rates: Rates, [<Line>] ?line: int) = block.With("learning_rate", rates, line)

    /// Share of the steps over which the rate rises, in [0, 1).
    [<CustomOperation "warmup">]
    member _.Warmup(block: Block, share: Number, [<Line>] ?line: int) = block.With("warmup", share, line)

    /// What follows the warm-up: "cosine", "linear" or "constant".
    [<CustomOperation "schedule">]
    member _.Schedule(block: Block, word: string, [<Line>] ?line: int) = block.With("schedule", word, line)

    /// AdamW's decoupled weight decay.
    [<CustomOperation "weight_decay">]
    member _.WeightDecay(block: Block, decay: Number, [<Line>] ?line: int) = block.With("weight_decay", decay, line)

    /// AdamW's two moment decays.
    [<CustomOperation "betas">]
    member _.Betas(block: Block, betas: float list, [<Line>] ?line: int) = block.With("betas", betas, line)

    /// AdamW's two moment decays, as whole numbers.
    [<CustomOperation "betas">]
    member _.Betas(block: Block, betas: int list, [<Line>] ?line: int) = block.With("betas", betas, line)

    /// A reference to them.
    [<CustomOperation "betas">]
    member _.Betas(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("betas", reference, line)

    /// Largest global gradient norm.
    [<CustomOperation "clip_norm">]
    member _.ClipNorm(block: Block, norm: Number, [<Line>] ?line: int) = block.With("clip_norm", norm, line)

    /// Steps between evaluations on held-out rows, 0 for none.
    [<CustomOperation "evaluate_every">]
    member _.EvaluateEvery(block: Block, steps: Whole, [<Line>] ?line: int) = block.With("evaluate_every", steps, line)

    /// Steps between checkpoints, 0 for none.
    [<CustomOperation "checkpoint_every">]
    member _.CheckpointEvery(block: Block, steps: Whole, [<Line>] ?line: int) = block.With("checkpoint_every", steps, line)

/// `adapters { rank 16; alpha 32; parts [ "language_model" ]; targets [ "q_proj"; "v_proj" ] }`: low-rank adapters.
[<Sealed>]
type AdaptersBuilder internal () =
    inherit BlockBuilder()

    /// The adapters.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Adapters = { Block = block.In file }

    /// Rank of the adapters.
    [<CustomOperation "rank">]
    member _.Rank(block: Block, rank: Whole, [<Line>] ?line: int) = block.With("rank", rank, line)

    /// What their product is scaled with, divided by the rank.
    [<CustomOperation "alpha">]
    member _.Alpha(block: Block, alpha: Number, [<Line>] ?line: int) = block.With("alpha", alpha, line)

    /// Share of their inputs that is dropped in training.
    [<CustomOperation "dropout">]
    member _.Dropout(block: Block, share: Number, [<Line>] ?line: int) = block.With("dropout", share, line)

    /// Parts that get adapters; their own weights are frozen.
    [<CustomOperation "parts">]
    member _.Parts(block: Block, parts: string list, [<Line>] ?line: int) = block.With("parts", parts, line)

    /// A reference to them.
    [<CustomOperation "parts">]
    member _.Parts(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("parts", reference, line)

    /// Names of the linear layers that get one.
    [<CustomOperation "targets">]
    member _.Targets(block: Block, layers: string list, [<Line>] ?line: int) = block.With("targets", layers, line)

    /// A reference to them.
    [<CustomOperation "targets">]
    member _.Targets(block: Block, reference: Reference, [<Line>] ?line: int) = block.With("targets", reference, line)

/// `mpo { preference 0.8; quality 0.2; generation 1.0 }`: weights of the terms of `loss "mpo"`.
[<Sealed>]
type MpoWeightsBuilder internal () =
    inherit BlockBuilder()

    /// The weights.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : MpoWeights = { Block = block.In file }

    /// Weight of the preference loss.
    [<CustomOperation "preference">]
    member _.Preference(block: Block, weight: Number, [<Line>] ?line: int) = block.With("preference", weight, line)

    /// Weight of the quality loss.
    [<CustomOperation "quality">]
    member _.Quality(block: Block, weight: Number, [<Line>] ?line: int) = block.With("quality", weight, line)

    /// Weight of the cross-entropy of the chosen answer.
    [<CustomOperation "generation">]
    member _.Generation(block: Block, weight: Number, [<Line>] ?line: int) = block.With("generation", weight, line)

/// `contrastive { model "nano"; data "scenes.captions"; steps 600 }`.
[<Sealed>]
type ContrastiveBuilder internal () =
    inherit TrainingBuilder("contrastive")

    /// The loss: "siglip".
    [<CustomOperation "loss">]
    member _.Loss(block: Block, word: string, [<Line>] ?line: int) = block.With("loss", word, line)

/// `sft { from "align"; data "scenes.instruct"; steps 600 }`.
[<Sealed>]
type SftBuilder internal () =
    inherit TrainingBuilder("sft")

    /// Whether a row's turns see each other: "sequential" or "independent".
    [<CustomOperation "turns">]
    member _.Turns(block: Block, word: string, [<Line>] ?line: int) = block.With("turns", word, line)

    /// How this stage writes a conversation instead of the model's way: "pivot", "qwen_1_5", "plain" or "chat".
    [<CustomOperation "template">]
    member _.Template(block: Block, word: string, [<Line>] ?line: int) = block.With("template", word, line)

    /// Low-rank adapters that are trained in place of some parts' weights.
    [<CustomOperation "lora">]
    member _.Lora(block: Block, adapters: Adapters, [<Line>] ?line: int) = block.With("lora", adapters, line)

/// `dpo { from "instruct"; data "scenes.preference"; steps 120; beta 0.1 }`.
[<Sealed>]
type DpoBuilder internal () =
    inherit TrainingBuilder("dpo")

    /// Strength of the pull towards the reference, above 0.
    [<CustomOperation "beta">]
    member _.Beta(block: Block, beta: Number, [<Line>] ?line: int) = block.With("beta", beta, line)

    /// The stage whose model is the reference, instead of the one it comes from.
    [<CustomOperation "reference">]
    member _.Reference(block: Block, stage: string, [<Line>] ?line: int) = block.With("reference", stage, line)

    /// The loss: "sigmoid", "ipo", "hinge" or "mpo".
    [<CustomOperation "loss">]
    member _.Loss(block: Block, word: string, [<Line>] ?line: int) = block.With("loss", word, line)

    /// Probability that a pair's label is wrong.
    [<CustomOperation "label_smoothing">]
    member _.LabelSmoothing(block: Block, share: Number, [<Line>] ?line: int) = block.With("label_smoothing", share, line)

    /// Weights of the terms of mpo.
    [<CustomOperation "weights">]
    member _.Weights(block: Block, weights: MpoWeights, [<Line>] ?line: int) = block.With("weights", weights, line)

    /// Low-rank adapters that are trained in place of some parts' weights.
    [<CustomOperation "lora">]
    member _.Lora(block: Block, adapters: Adapters, [<Line>] ?line: int) = block.With("lora", adapters, line)
