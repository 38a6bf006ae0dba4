namespace Pivot.Dsl.FSharp

/// A data source, or a view of a folder: what `scenes { ... }` or `llava { ... }` gives.
type Source =
    internal
        { Word: string
          Block: Block }

    interface IValue with
        member source.Value = (source.Block.As("source", source.Word) :> IValue).Value

/// A vision tower: what `siglip { ... }` or `from "stages.NAME"` gives.
type VisionTower =
    internal
        { Block: Block }

    interface IValue with
        member tower.Value = (tower.Block :> IValue).Value

/// A projector: what `mlp { ... }` gives.
type Projector =
    internal
        { Block: Block }

    interface IValue with
        member projector.Value = (projector.Block :> IValue).Value

/// A language model: what `qwen2 { ... }` gives.
type LanguageModel =
    internal
        { Block: Block }

    interface IValue with
        member model.Value = (model.Block :> IValue).Value

/// A tokenizer: what `word { ... }` or `Tokenizer.byte` gives.
type Tokenizer =
    internal
        { Block: Block }

    /// The 256 bytes; there is nothing to say about them. (Not a keyword of its own: it would hide F#'s `byte`.)
    static member byte: Tokenizer = { Block = { Keys = [ "kind", Value.Text "byte" ] } }

    interface IValue with
        member tokenizer.Value = (tokenizer.Block :> IValue).Value

/// Learning rates by part: what `rates 1e-3 { ... }` gives.
type Rates =
    internal
        { Block: Block }

    interface IValue with
        member rates.Value = (rates.Block :> IValue).Value

/// A stage: what `sft { ... }`, `benchmark { ... }` and the other kinds give.
type Stage =
    internal
        { Block: Block }

    interface IValue with
        member stage.Value = (stage.Block :> IValue).Value

/// One line of an experiment.
[<RequireQualifiedAccess>]
type Part =
    internal
        /// A key of the experiment itself.
        | Key of key: string * Value
        /// A thing with a name of its own, under one of the keys data, models, stages, arms.
        | Named of key: string * name: string * Value
