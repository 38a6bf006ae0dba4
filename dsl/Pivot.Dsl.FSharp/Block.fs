namespace Pivot.Dsl.FSharp

/// What a pair of braces has collected so far.
type Block =
    internal
        { Keys: (Key * Value) list }

    /// These keys.
    static member internal Of(keys: (Key * Value) list) : Block = { Keys = keys }

    /// One key more. `words`: what to look for on its line, the most telling first.
    member internal block.Append(key: string, value: Value, line: int option, words: string list) =
        { block with Keys = block.Keys @ [ Key.At(key, line, words), value ] }

    member internal block.With(key, value: IValue, line) = block.Append(key, value.Value, line, [ key ])
    member internal block.With(key, value: string, line) = block.Append(key, Value.Text value, line, [ key ])
    member internal block.With(key, values: string list, line) = block.With(key, Values.Of(Values.Any, values), line)
    member internal block.With(key, values: int list, line) = block.With(key, Values.Of(Values.Any, values), line)
    member internal block.With(key, values: int64 list, line) = block.With(key, Values.Of(Values.Any, values), line)
    member internal block.With(key, values: float list, line) = block.With(key, Values.Of(Values.Any, values), line)

    /// A value at a dotted path, which stands in quotes behind the keyword.
    member internal block.At(path: string, value: Value, keyword: string, line) = block.Append(path, value, line, [ $"\"{path}\""; keyword ])

    /// Its keys behind the one word that says what it is a block of.
    member internal block.As(key: string, word: string, line) = { Keys = (Key.At(key, line, [ word ]), Value.Text word) :: block.Keys }

    /// The same keys, now that the file is known that their lines are of; and so the keys of maps that the same braces have put together.
    member internal block.In(file: string option) =
        let rec keys entries = entries |> List.map (fun (key: Key, value) -> key.In file, valued value)

        and valued value =
            match value with
            | Value.Map entries -> Value.Map(keys entries)
            | Value.List items -> Value.List(List.map valued items)
            | other -> other

        { Keys = keys block.Keys }

    /// The maps that lines of one word have left, as one map under a key, where the first of them was.
    member internal block.Gathered(word: string, key: string) =
        let entries = block.Keys |> List.collect (fun (k, value) -> match value with Value.Map entries when k.Name = word -> entries | _ -> [])

        match block.Keys |> List.tryFindIndex (fun (k, _) -> k.Name = word) with
        | None -> block
        | Some first ->
            let before, after = block.Keys |> List.splitAt first
            let rest = after |> List.filter (fun (k, _) -> k.Name <> word)
            { Keys = before @ ({ fst after.Head with Name = key }, Value.Map entries) :: rest }

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
