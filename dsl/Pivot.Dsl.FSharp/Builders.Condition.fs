namespace Pivot.Dsl.FSharp

/// `condition { equals "arm" "dpo"; above "stages.post.steps" 100 }`: tests of a sweep's points, all of which must hold. A path is a dotted
/// path of the spec, or "arm", the name of the arm.
[<Sealed>]
type ConditionBuilder internal () =
    inherit BlockBuilder()

    let equals (block: Block) path (value: Value) line = block.At(path, value, "equals", line)
    let oneOf (block: Block) path (values: Value) line = block.At(path, values, "one_of", line)

    // A test that has a word in YAML: tests of one path stand in one map.
    let test (block: Block) path word (value: Value) line =
        let comparison = Block.Of([]).Append(word, value, line, [ word ])
        block.At(path, (comparison :> IValue).Value, word, line)

    // The tests of one path behind its first one. An equality stays as it is: beside another test of its path it is a key written twice.
    let rec joined (tests: (Key * Value) list) =
        match tests with
        | (path, Value.Map first) :: rest ->
            let same, others = rest |> List.partition (fun (key, value) -> key = path && (match value with Value.Map _ -> true | _ -> false))
            let more = same |> List.collect (fun (_, value) -> match value with Value.Map keys -> keys | _ -> [])
            (path, Value.Map(first @ more)) :: joined others
        | test :: rest -> test :: joined rest
        | [] -> []

    /// The condition.
    member _.Run(block: Block, [<File>] ?file: string) : Condition = { Block = (Block.Of(joined block.Keys)).In file }

    /// It is this word.
    [<CustomOperation "equals">]
    member _.Equals(block: Block, path: string, value: string, [<Line>] ?line: int) = equals block path (Value.Text value) line

    /// It is this whole number.
    [<CustomOperation "equals">]
    member _.Equals(block: Block, path: string, value: int, [<Line>] ?line: int) = equals block path (Value.Whole(int64 value)) line

    /// It is this number.
    [<CustomOperation "equals">]
    member _.Equals(block: Block, path: string, value: float, [<Line>] ?line: int) = equals block path (Value.Real value) line

    /// It is true, or it is false.
    [<CustomOperation "equals">]
    member _.Equals(block: Block, path: string, value: bool, [<Line>] ?line: int) = equals block path (Value.Truth value) line

    /// It is one of these words.
    [<CustomOperation "one_of">]
    member _.OneOf(block: Block, path: string, values: string list, [<Line>] ?line: int) = oneOf block path (Values.Of(Values.Any, values)) line

    /// It is one of these whole numbers.
    [<CustomOperation "one_of">]
    member _.OneOf(block: Block, path: string, values: int list, [<Line>] ?line: int) = oneOf block path (Values.Of(Values.Any, values)) line

    /// It is one of these numbers.
    [<CustomOperation "one_of">]
    member _.OneOf(block: Block, path: string, values: float list, [<Line>] ?line: int) = oneOf block path (Values.Of(Values.Any, values)) line

    /// It is not this word.
    [<CustomOperation "not">]
    member _.Not(block: Block, path: string, value: string, [<Line>] ?line: int) = test block path "not" (Value.Text value) line

    /// It is not this whole number.
    [<CustomOperation "not">]
    member _.Not(block: Block, path: string, value: int, [<Line>] ?line: int) = test block path "not" (Value.Whole(int64 value)) line

    /// It is not this number.
    [<CustomOperation "not">]
    member _.Not(block: Block, path: string, value: float, [<Line>] ?line: int) = test block path "not" (Value.Real value) line

    /// It is not true, or it is not false.
    [<CustomOperation "not">]
    member _.Not(block: Block, path: string, value: bool, [<Line>] ?line: int) = test block path "not" (Value.Truth value) line

    /// It is none of these words.
    [<CustomOperation "not">]
    member _.Not(block: Block, path: string, values: string list, [<Line>] ?line: int) = test block path "not" (Values.Of(Values.Any, values)) line

    /// It is none of these whole numbers.
    [<CustomOperation "not">]
    member _.Not(block: Block, path: string, values: int list, [<Line>] ?line: int) = test block path "not" (Values.Of(Values.Any, values)) line

    /// It is none of these numbers.
    [<CustomOperation "not">]
    member _.Not(block: Block, path: string, values: float list, [<Line>] ?line: int) = test block path "not" (Values.Of(Values.Any, values)) line

    /// It is above this number.
    [<CustomOperation "above">]
    member _.Above(block: Block, path: string, bound: Number, [<Line>] ?line: int) = test block path "above" (bound :> IValue).Value line

    /// It is this number or above it.
    [<CustomOperation "at_least">]
    member _.AtLeast(block: Block, path: string, bound: Number, [<Line>] ?line: int) = test block path "at_least" (bound :> IValue).Value line

    /// It is below this number.
    [<CustomOperation "below">]
    member _.Below(block: Block, path: string, bound: Number, [<Line>] ?line: int) = test block path "below" (bound :> IValue).Value line

    /// It is this number or below it.
    [<CustomOperation "at_most">]
    member _.AtMost(block: Block, path: string, bound: Number, [<Line>] ?line: int) = test block path "at_most" (bound :> IValue).Value line
