namespace Pivot.Dsl.FSharp

/// `draws { count 20; seed 7; log "stages.post.learning_rate" 1e-5 1e-3 }`: points drawn at random.
[<Sealed>]
type DrawsBuilder internal () =
    inherit BlockBuilder()

    // A distribution waits under the key "over" together with its path, and Run puts all of them into one map.
    let over (block: Block) (path: string) (word: string) (values: Value list) line =
        let distribution = Block.Of([]).Append(word, Value.List values, line, [ word ])
        block.With("over", Block.Of([]).At(path, (distribution :> IValue).Value, word, line), line)

    let bounds (low: IValue) (high: IValue) = [ low.Value; high.Value ]

    /// The points.
    member _.Run(block: Block, [<File>] ?file: string) : Draws = { Block = block.Gathered("over", "over").In file }

    /// How many.
    [<CustomOperation "count">]
    member _.Count(block: Block, points: Whole, [<Line>] ?line: int) = block.With("count", points, line)

    /// What they are drawn from.
    [<CustomOperation "seed">]
    member _.Seed(block: Block, seed: Whole, [<Line>] ?line: int) = block.With("seed", seed, line)

    /// One of these words at a dotted path of the spec.
    [<CustomOperation "choice">]
    member _.Choice(block: Block, path: string, values: string list, [<Line>] ?line: int) = over block path "choice" (values |> List.map Value.Text) line

    /// One of these whole numbers at a dotted path of the spec.
    [<CustomOperation "choice">]
    member _.Choice(block: Block, path: string, values: int list, [<Line>] ?line: int) =
        over block path "choice" (values |> List.map (int64 >> Value.Whole)) line

    /// One of these numbers at a dotted path of the spec.
    [<CustomOperation "choice">]
    member _.Choice(block: Block, path: string, values: float list, [<Line>] ?line: int) = over block path "choice" (values |> List.map Value.Real) line

    /// True or false at a dotted path of the spec.
    [<CustomOperation "choice">]
    member _.Choice(block: Block, path: string, values: bool list, [<Line>] ?line: int) = over block path "choice" (values |> List.map Value.Truth) line

    /// One of these parts (stages, towers, rates) over what stands at a dotted path of the spec.
    [<CustomOperation "choice">]
    member _.Choice<'T when 'T :> IValue>(block: Block, path: string, parts: 'T list, [<Line>] ?line: int) =
        over block path "choice" (parts |> List.map (fun part -> (part :> IValue).Value)) line

    /// A whole number between two bounds, both included.
    [<CustomOperation "int">]
    member _.Int(block: Block, path: string, low: Whole, high: Whole, [<Line>] ?line: int) = over block path "int" (bounds low high) line

    /// A number between two bounds, each as likely as the others.
    [<CustomOperation "uniform">]
    member _.Uniform(block: Block, path: string, low: Number, high: Number, [<Line>] ?line: int) = over block path "uniform" (bounds low high) line

    /// A number between two bounds, its logarithm as likely as the others.
    [<CustomOperation "log">]
    member _.Log(block: Block, path: string, low: Number, high: Number, [<Line>] ?line: int) = over block path "log" (bounds low high) line

/// `sweep { grid "models.nano.vision_tower.depth" [ 2; 4 ] }`: points crossed with the arms. Lines of one word make one member; members are
/// multiplied.
[<Sealed>]
type SweepBuilder internal () =
    inherit BlockBuilder()

    // An axis waits under its word, and Run puts those of one word into one map.
    let axis (block: Block) word (path: string) (values: Value) line = block.With(word, Block.Of([]).At(path, values, word, line), line)

    let all (items: #IValue list) = items |> List.map (fun item -> (item :> IValue).Value) |> Value.List

    /// The sweep, its members and axes in the order they were written.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Sweep =
        { Block = block.Gathered("grid", "grid").Gathered("zip", "zip").In file; Line = line }

    /// Every one of these words at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: string list, [<Line>] ?line: int) = axis block "grid" path (Values.Of(Values.Any, values)) line

    /// Every one of these whole numbers at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: int list, [<Line>] ?line: int) = axis block "grid" path (Values.Of(Values.Any, values)) line

    /// Every one of these numbers at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: float list, [<Line>] ?line: int) = axis block "grid" path (Values.Of(Values.Any, values)) line

    /// True and false at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: bool list, [<Line>] ?line: int) = axis block "grid" path (Values.Of(Values.Any, values)) line

    /// Every one of these lists of words at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: string list list, [<Line>] ?line: int) = axis block "grid" path (Values.Of(Values.Any, values)) line

    /// Every one of these parts (stages, towers, rates), values or references over what stands at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid<'T when 'T :> IValue>(block: Block, path: string, parts: 'T list, [<Line>] ?line: int) = axis block "grid" path (all parts) line

    /// These words, one with one of every other `zip`.
    [<CustomOperation "zip">]
    member _.Zip(block: Block, path: string, values: string list, [<Line>] ?line: int) = axis block "zip" path (Values.Of(Values.Any, values)) line

    /// These whole numbers, one with one of every other `zip`.
    [<CustomOperation "zip">]
    member _.Zip(block: Block, path: string, values: int list, [<Line>] ?line: int) = axis block "zip" path (Values.Of(Values.Any, values)) line

    /// These numbers, one with one of every other `zip`.
    [<CustomOperation "zip">]
    member _.Zip(block: Block, path: string, values: float list, [<Line>] ?line: int) = axis block "zip" path (Values.Of(Values.Any, values)) line

    /// True and false, one with one of every other `zip`.
    [<CustomOperation "zip">]
    member _.Zip(block: Block, path: string, values: bool list, [<Line>] ?line: int) = axis block "zip" path (Values.Of(Values.Any, values)) line

    /// These lists of words, one with one of every other `zip`.
    [<CustomOperation "zip">]
    member _.Zip(block: Block, path: string, values: string list list, [<Line>] ?line: int) = axis block "zip" path (Values.Of(Values.Any, values)) line

    /// These parts, values or references, one with one of every other `zip`.
    [<CustomOperation "zip">]
    member _.Zip<'T when 'T :> IValue>(block: Block, path: string, parts: 'T list, [<Line>] ?line: int) = axis block "zip" path (all parts) line

    /// Points written out.
    [<CustomOperation "list">]
    member _.List(block: Block, points: Point list, [<Line>] ?line: int) = block.With("list", all points, line)

    /// Points drawn at random.
    [<CustomOperation "random">]
    member _.Random(block: Block, draws: Draws, [<Line>] ?line: int) = block.With("random", draws, line)

    /// Sweeps multiplied with each other.
    [<CustomOperation "product">]
    member _.Product(block: Block, sweeps: Sweep list, [<Line>] ?line: int) = block.With("product", all sweeps, line)

    /// Sweeps one after another.
    [<CustomOperation "sum">]
    member _.Sum(block: Block, sweeps: Sweep list, [<Line>] ?line: int) = block.With("sum", all sweeps, line)

    /// Keeps the points for which a condition holds. YAML's `when`, which is a word of F#'s own.
    [<CustomOperation "keep_when">]
    member _.When(block: Block, condition: Condition, [<Line>] ?line: int) = block.Append("when", (condition :> IValue).Value, line, [ "keep_when" ])

    /// Keeps the points for which any of these conditions holds.
    [<CustomOperation "keep_when">]
    member _.When(block: Block, conditions: Condition list, [<Line>] ?line: int) = block.Append("when", all conditions, line, [ "keep_when" ])

    /// Drops the points for which a condition holds.
    [<CustomOperation "exclude">]
    member _.Exclude(block: Block, condition: Condition, [<Line>] ?line: int) = block.With("exclude", condition, line)

    /// Drops the points for which any of these conditions holds.
    [<CustomOperation "exclude">]
    member _.Exclude(block: Block, conditions: Condition list, [<Line>] ?line: int) = block.With("exclude", all conditions, line)
