namespace Pivot.Dsl.FSharp

/// What an arm and a point of a sweep say: values at dotted paths of the spec.
[<AbstractClass>]
type OverridesBuilder internal () =
    inherit BlockBuilder()

    /// Puts a word at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: string, [<Line>] ?line: int) = block.At(path, Values.Of(Values.Any, value), "set", line)

    /// Puts a whole number at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: int, [<Line>] ?line: int) = block.At(path, Values.Of(Values.Any, value), "set", line)

    /// Puts a number at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: float, [<Line>] ?line: int) = block.At(path, Values.Of(Values.Any, value), "set", line)

    /// Puts true or false at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, value: bool, [<Line>] ?line: int) = block.At(path, Values.Of(Values.Any, value), "set", line)

    /// Puts words at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, values: string list, [<Line>] ?line: int) = block.At(path, Values.Of(Values.Any, values), "set", line)

    /// Puts whole numbers at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, values: int list, [<Line>] ?line: int) = block.At(path, Values.Of(Values.Any, values), "set", line)

    /// Puts numbers at a dotted path of the spec.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, values: float list, [<Line>] ?line: int) = block.At(path, Values.Of(Values.Any, values), "set", line)

    /// Lays a part of an experiment (a stage, a tower, rates) over what stands at a dotted path of the spec, or puts a reference there.
    [<CustomOperation "set">]
    member _.Set(block: Block, path: string, part: IValue, [<Line>] ?line: int) = block.At(path, part.Value, "set", line)

    /// Removes what stands at a dotted path of the spec: YAML's null.
    [<CustomOperation "remove">]
    member _.Remove(block: Block, path: string, [<Line>] ?line: int) = block.At(path, Value.Null, "remove", line)

/// `arm "dpo" { set "stages.post" (dpo { beta 0.1 }) }`: a row of the table. `set` is that of the command line's `--set`.
[<Sealed>]
type ArmBuilder internal (name: string) =
    inherit OverridesBuilder()

    /// The arm under its name.
    member _.Run(block: Block, [<Line>] ?line: int, [<File>] ?file: string) : Part = Part.Name("arms", name, "arm", block.In file, line, file)

/// `point { set "stages.post.steps" 100; set "stages.post.beta" 0.1 }`: a point of a sweep's list.
[<Sealed>]
type PointBuilder internal () =
    inherit OverridesBuilder()

    /// The point.
    member _.Run(block: Block, [<File>] ?file: string) : Point = { Block = block.In file }
