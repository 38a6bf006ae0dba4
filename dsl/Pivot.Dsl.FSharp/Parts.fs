namespace Pivot.Dsl.FSharp

/// A data source, or a view of a folder: what `scenes { ... }` or `llava { ... }` gives.
type Source =
    internal
        { Word: string
          Block: Block
          Line: int option
          File: string option }

    /// The source's keys behind its word, which a source of its own has under `source`, a view under `format`.
    member internal source.As(key: string) = (source.Block.As(key, source.Word, source.Line).In source.File :> IValue).Value

    interface IValue with
        member source.Value = source.As "source"

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

/// How Llama 3 stretches the rotary embedding: what `llama3 { ... }` gives.
type RopeScaling =
    internal
        { Block: Block }

    interface IValue with
        member scaling.Value = (scaling.Block :> IValue).Value

/// How images are brought to the tower's size: what `image_fit { ... }` gives.
type Images =
    internal
        { Block: Block }

    interface IValue with
        member images.Value = (images.Block :> IValue).Value

/// A tokenizer: what `word { ... }` or `Tokenizer.byte` gives.
type Tokenizer =
    internal
        { Block: Block }

    /// The 256 bytes; there is nothing to say about them. (Not a keyword of its own: it would hide F#'s `byte`.)
    static member byte: Tokenizer = { Block = { Keys = [ Key.Of "kind", Value.Text "byte" ] } }

    interface IValue with
        member tokenizer.Value = (tokenizer.Block :> IValue).Value

/// Learning rates by part: what `rates 1e-3 { ... }` gives.
type Rates =
    internal
        { Block: Block }

    interface IValue with
        member rates.Value = (rates.Block :> IValue).Value

/// Low-rank adapters: what `adapters { ... }` gives.
type Adapters =
    internal
        { Block: Block }

    interface IValue with
        member adapters.Value = (adapters.Block :> IValue).Value

/// Weights of mpo's terms: what `mpo { ... }` gives.
type MpoWeights =
    internal
        { Block: Block }

    interface IValue with
        member weights.Value = (weights.Block :> IValue).Value

/// A stage: what `sft { ... }`, `benchmark { ... }` and the other kinds give.
type Stage =
    internal
        { Block: Block }

    interface IValue with
        member stage.Value = (stage.Block :> IValue).Value

/// A point of a sweep, written out: what `point { ... }` gives.
type Point =
    internal
        { Block: Block }

    interface IValue with
        member point.Value = (point.Block :> IValue).Value

/// Points drawn at random: what `draws { ... }` gives.
type Draws =
    internal
        { Block: Block }

    interface IValue with
        member draws.Value = (draws.Block :> IValue).Value

/// Tests that must all hold: what `condition { ... }` gives.
type Condition =
    internal
        { Block: Block }

    interface IValue with
        member condition.Value = (condition.Block :> IValue).Value

/// A sweep, or a part of one: what `sweep { ... }` gives.
type Sweep =
    internal
        { Block: Block
          Line: int option }

    interface IValue with
        member sweep.Value = (sweep.Block :> IValue).Value

/// One line of an experiment.
[<RequireQualifiedAccess>]
type Part =
    internal
        /// A key of the experiment itself.
        | Key of Key * Value
        /// A thing with a name of its own, under one of the sections vars, data, models, stages, arms, claims.
        | Named of section: string * name: Key * Value

    /// A thing with a name, from the keyword before the name.
    static member internal Name(section: string, name: string, keyword: string, value: IValue, ?line, ?file) =
        Named(section, Key.At(name, Option.flatten line, [ $"\"{name}\""; keyword ]).In(Option.flatten file), value.Value)

    /// A variable. Public because `var` is inline.
    static member Variable(name: string, value: Value) : Part = Part.Name("vars", name, "var", value)

    /// A key of the experiment.
    static member internal Is(key: string, value: Value, ?line, ?file) = Key(Key.At(key, Option.flatten line, [ key ]).In(Option.flatten file), value)

    /// The same line, now that its place is known to whom it is yielded; a place that it has already is nearer.
    member internal part.On(line: int option) =
        let placed (key: Key) words = if key.Place.IsSome then key else Pivot.Dsl.FSharp.Key.At(key.Name, line, words)

        match part with
        | Key(key, value) -> Key(placed key [ key.Name ], value)
        | Named(section, key, (Value.Map((first, _) :: _) as value)) when key.Place.IsNone ->
            // Yielded by the name of a variable, its own name stands where its braces are.
            Named(section, (placed key [ $"\"{key.Name}\"" ]).Or first, value)
        | Named(section, key, value) -> Named(section, placed key [ $"\"{key.Name}\"" ], value)

    /// The same line, now that the file is known that its line is of.
    member internal part.In(file: string option) =
        match part with
        | Key(key, value) -> Key(key.In file, value)
        | Named(section, key, value) -> Named(section, key.In file, value)
