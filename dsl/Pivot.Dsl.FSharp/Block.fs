namespace Pivot.Dsl.FSharp

/// What a pair of braces has collected so far.
type Block =
    internal
        { Keys: (string * Value) list }

    member internal block.With(key: string, value: Value) = { block with Keys = block.Keys @ [ key, value ] }
    member internal block.With(key, value: string) = block.With(key, Value.Text value)
    member internal block.With(key, value: int) = block.With(key, Value.Whole(int64 value))
    member internal block.With(key, value: int64) = block.With(key, Value.Whole value)
    member internal block.With(key, value: float) = block.With(key, Value.Real value)
    member internal block.With(key, value: bool) = block.With(key, Value.Truth value)
    member internal block.With(key, values: string list) = block.With(key, values |> List.map Value.Text |> Value.List)
    member internal block.With(key, values: int list) = block.With(key, values |> List.map (int64 >> Value.Whole) |> Value.List)
    member internal block.With(key, values: int64 list) = block.With(key, values |> List.map Value.Whole |> Value.List)
    member internal block.With(key, values: float list) = block.With(key, values |> List.map Value.Real |> Value.List)
    member internal block.With(key, values: bool list) = block.With(key, values |> List.map Value.Truth |> Value.List)
    member internal block.With(key, value: IValue) = block.With(key, value.Value)

    /// Its keys behind the one word that says what it is a block of.
    member internal block.As(key: string, word: string) = { Keys = (key, Value.Text word) :: block.Keys }

    interface IValue with
        member block.Value = Value.Map block.Keys

/// What all braces share. A block begins empty: the defaults are the compiler's, in one place for YAML and F#.
[<AbstractClass>]
type BlockBuilder internal () =

    /// An empty block.
    member _.Yield(_: unit) : Block = { Keys = [] }

    /// An empty block. Without it and For, a misspelt keyword is answered with advice about builders instead of the nearest keyword.
    member _.Zero() : Block = { Keys = [] }

    /// The keys before a line that is no keyword, then those after it.
    member _.For(before: Block, after: unit -> Block) : Block = { Keys = before.Keys @ after().Keys }
