namespace Pivot.Dsl.FSharp

/// `arm "dpo" { set "stages.post" (dpo { beta 0.1 }) }`: a row of the table. `set` is that of the command line's `--set`.
[<Sealed>]
type ArmBuilder internal (name: string) =
    inherit BlockBuilder()

    /// The arm under its name.
    member _.Run(block: Block) : Part = Part.Named("arms", name, (block :> IValue).Value)

    /// Puts a word at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: string) = block.With(path, value)

    /// Puts a whole number at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: int) = block.With(path, value)

    /// Puts a number at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: float) = block.With(path, value)

    /// Puts true or false at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: bool) = block.With(path, value)

    /// Puts words at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, values: string list) = block.With(path, values)

    /// Puts whole numbers at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, values: int list) = block.With(path, values)

    /// Puts numbers at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, values: float list) = block.With(path, values)

    /// Lays a part of an experiment (a stage, a tower, rates) over what stands at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, part: IValue) = block.With(path, part)

    /// Removes what stands at a dotted path of the spec: YAML's null.
    [<CustomOperation "remove">]
    member _.Remove(block: Block, path: string) = block.With(path, Value.Null)

/// `sweep { grid "models.nano.vision_tower.depth" [ 2; 4 ] }`: factors crossed with the arms.
[<Sealed>]
type SweepBuilder internal () =
    inherit BlockBuilder()

    /// The sweep, its axes in the order they were written.
    member _.Run(block: Block) : Part =
        Part.Key("sweep", Value.Map(if block.Keys.IsEmpty then [] else [ "grid", Value.Map block.Keys ]))

    /// Every one of these words at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: string list) = block.With(path, values)

    /// Every one of these whole numbers at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: int list) = block.With(path, values)

    /// Every one of these numbers at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: float list) = block.With(path, values)

    /// True and false at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: bool list) = block.With(path, values)

    /// Every one of these lists of words at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid(block: Block, path: string, values: string list list) =
        block.With(path, values |> List.map (List.map Value.Text >> Value.List) |> Value.List)

    /// Every one of these parts (stages, towers, rates) over what stands at a dotted path of the spec.
    [<CustomOperation "grid">]
    member _.Grid<'T when 'T :> IValue>(block: Block, path: string, parts: 'T list) =
        block.With(path, parts |> List.map (fun part -> (part :> IValue).Value) |> Value.List)

/// `seeds { values [ 0; 1; 2 ]; from "post" }`: replicates.
[<Sealed>]
type SeedsBuilder internal () =
    inherit BlockBuilder()

    /// The seeds.
    member _.Run(block: Block) : Part = Part.Key("seeds", (block :> IValue).Value)

    /// The seeds.
    [<CustomOperation "values">]
    member _.Values(block: Block, seeds: int list) = block.With("values", seeds)

    /// The seeds.
    [<CustomOperation "values">]
    member _.Values(block: Block, seeds: int64 list) = block.With("values", seeds)

    /// How many seeds, from 0 on.
    [<CustomOperation "values">]
    member _.Values(block: Block, count: int) = block.With("values", count)

    /// The first stage that is replicated; those before it run once and are shared.
    [<CustomOperation "from">]
    member _.From(block: Block, stage: string) = block.With("from", stage)

/// `report { template "ablation"; metrics [ "vqa.accuracy" ] }`.
[<Sealed>]
type ReportBuilder internal () =
    inherit BlockBuilder()

    /// The report.
    member _.Run(block: Block) : Part = Part.Key("report", (block :> IValue).Value)

    /// Name of a template.
    [<CustomOperation "template">]
    member _.Template(block: Block, name: string) = block.With("template", name)

    /// The columns, as "stage.metric".
    [<CustomOperation "metrics">]
    member _.Metrics(block: Block, columns: string list) = block.With("metrics", columns)

/// `experiment "name" { ... }`: a line each for a part of it. Parts may come from `for` and `if`, and stand in any order.
[<Sealed>]
type ExperimentBuilder internal (name: string) =

    /// A part.
    member _.Yield(part: Part) : Part list = [ part ]

    /// No part.
    member _.Zero() : Part list = []

    /// The parts of some lines, then those of the lines below.
    member _.Combine(above: Part list, below: Part list) : Part list = above @ below

    /// The parts of a line.
    member _.Delay(parts: unit -> Part list) : Part list = parts ()

    /// The parts of every turn of a loop.
    member _.For(items: 'T seq, parts: 'T -> Part list) : Part list = items |> Seq.toList |> List.collect parts

    /// The experiment.
    member _.Run(parts: Part list) : Experiment = { Name = name; Parts = parts }
