namespace Pivot.Dsl.FSharp

/// `rates 1e-3 { vision_tower 2e-4 }`: a learning rate, with exceptions by part.
[<Sealed>]
type RatesBuilder internal (fallback: float) =
    inherit BlockBuilder()

    /// The rates.
    member _.Run(block: Block) : Rates = { Block = { Keys = ("default", Value.Real fallback) :: block.Keys } }

    /// Peak rate of the vision tower.
    [<CustomOperation "vision_tower">]
    member _.VisionTower(block: Block, rate: float) = block.With("vision_tower", rate)

    /// Peak rate of the projector.
    [<CustomOperation "projector">]
    member _.Projector(block: Block, rate: float) = block.With("projector", rate)

    /// Peak rate of the language model.
    [<CustomOperation "language_model">]
    member _.LanguageModel(block: Block, rate: float) = block.With("language_model", rate)

/// What every stage says.
[<AbstractClass>]
type StageBuilder internal (kind: string) =
    inherit BlockBuilder()

    /// The stage.
    member _.Run(block: Block) : Stage = { Block = block.As("kind", kind) }

    /// The stage whose model it goes on with.
    [<CustomOperation "from">]
    member _.From(block: Block, stage: string) = block.With("from", stage)

    /// The model it begins with, fresh.
    [<CustomOperation "model">]
    member _.Model(block: Block, name: string) = block.With("model", name)

    /// What it reads, as "source.view".
    [<CustomOperation "data">]
    member _.Data(block: Block, view: string) = block.With("data", view)

/// What every training stage says.
[<AbstractClass>]
type TrainingBuilder internal (kind: string) =
    inherit StageBuilder(kind)

    /// The stage's own seed, instead of the replicate's.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: int64) = block.With("seed", seed)

    /// Parts that are trained: "vision_tower", "projector", "language_model". The rest are frozen.
    [<CustomOperation "train">]
    member _.Train(block: Block, parts: string list) = block.With("train", parts)

    /// Optimizer updates.
    [<CustomOperation "steps">]
    member _.Steps(block: Block, updates: int) = block.With("steps", updates)

    /// Passes over the data, instead of steps.
    [<CustomOperation "epochs">]
    member _.Epochs(block: Block, passes: float) = block.With("epochs", passes)

    /// Rows per optimizer update.
    [<CustomOperation "batch_size">]
    member _.BatchSize(block: Block, rows: int) = block.With("batch_size", rows)

    /// Micro-batches an update is made of.
    [<CustomOperation "accumulate">]
    member _.Accumulate(block: Block, batches: int) = block.With("accumulate", batches)

    /// Peak learning rate of every part.
    [<CustomOperation "learning_rate">]
    member _.LearningRate(block: Block, rate: float) = block.With("learning_rate", rate)

    /// Peak learning rates by part.
    [<CustomOperation "learning_rate">]
    member _.LearningRate(block: Block, rates: Rates) = block.With("learning_rate", rates)

    /// Share of the steps over which the rate rises, in [0, 1).
    [<CustomOperation "warmup">]
    member _.Warmup(block: Block, share: float) = block.With("warmup", share)

    /// What follows the warm-up: "cosine", "linear" or "constant".
    [<CustomOperation "schedule">]
    member _.Schedule(block: Block, word: string) = block.With("schedule", word)

    /// AdamW's decoupled weight decay.
    [<CustomOperation "weight_decay">]
    member _.WeightDecay(block: Block, decay: float) = block.With("weight_decay", decay)

    /// AdamW's two moment decays.
    [<CustomOperation "betas">]
    member _.Betas(block: Block, betas: float list) = block.With("betas", betas)

    /// Largest global gradient norm.
    [<CustomOperation "clip_norm">]
    member _.ClipNorm(block: Block, norm: float) = block.With("clip_norm", norm)

    /// Steps between evaluations on held-out rows, 0 for none.
    [<CustomOperation "evaluate_every">]
    member _.EvaluateEvery(block: Block, steps: int) = block.With("evaluate_every", steps)

    /// Steps between checkpoints, 0 for none.
    [<CustomOperation "checkpoint_every">]
    member _.CheckpointEvery(block: Block, steps: int) = block.With("checkpoint_every", steps)

/// `contrastive { model "nano"; data "scenes.captions"; steps 600 }`.
[<Sealed>]
type ContrastiveBuilder internal () =
    inherit TrainingBuilder("contrastive")

    /// The loss: "siglip".
    [<CustomOperation "loss">]
    member _.Loss(block: Block, word: string) = block.With("loss", word)

/// `sft { from "align"; data "scenes.instruct"; steps 600 }`.
[<Sealed>]
type SftBuilder internal () =
    inherit TrainingBuilder("sft")

    /// Whether a row's turns see each other: "sequential" or "independent".
    [<CustomOperation "turns">]
    member _.Turns(block: Block, word: string) = block.With("turns", word)

/// `dpo { from "instruct"; data "scenes.preference"; steps 120; beta 0.1 }`.
[<Sealed>]
type DpoBuilder internal () =
    inherit TrainingBuilder("dpo")

    /// Strength of the pull towards the reference, above 0.
    [<CustomOperation "beta">]
    member _.Beta(block: Block, beta: float) = block.With("beta", beta)

    /// The stage whose model is the reference, instead of the one it comes from.
    [<CustomOperation "reference">]
    member _.Reference(block: Block, stage: string) = block.With("reference", stage)
