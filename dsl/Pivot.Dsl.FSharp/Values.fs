namespace Pivot.Dsl.FSharp

/// What F# has for the values of the language. Public because `var` and `rates` are inline; nothing to call.
[<Sealed>]
type Values private () =

    /// Chooses among the members below.
    static member val Any = Values()

    /// Text.
    static member Of(_: Values, text: string) = Value.Text text

    /// A whole number.
    static member Of(_: Values, number: int) = Value.Whole(int64 number)

    /// A whole number.
    static member Of(_: Values, number: int64) = Value.Whole number

    /// A number.
    static member Of(_: Values, number: float) = Value.Real number

    /// true or false.
    static member Of(_: Values, truth: bool) = Value.Truth truth

    /// Words.
    static member Of(_: Values, words: string list) = words |> List.map Value.Text |> Value.List

    /// Whole numbers.
    static member Of(_: Values, numbers: int list) = numbers |> List.map (int64 >> Value.Whole) |> Value.List

    /// Whole numbers.
    static member Of(_: Values, numbers: int64 list) = numbers |> List.map Value.Whole |> Value.List

    /// Numbers.
    static member Of(_: Values, numbers: float list) = numbers |> List.map Value.Real |> Value.List

    /// Truth values.
    static member Of(_: Values, truths: bool list) = truths |> List.map Value.Truth |> Value.List

    /// Lists of words.
    static member Of(_: Values, lists: string list list) = lists |> List.map (List.map Value.Text >> Value.List) |> Value.List

    /// A part of an experiment, a reference, or a value as such.
    static member Of(_: Values, part: IValue) = part.Value

    /// Parts of one type.
    static member Of<'T when 'T :> IValue>(_: Values, parts: 'T list) =
        parts |> List.map (fun part -> (part :> IValue).Value) |> Value.List

/// What F# has for a number of the language. Public because `rates` is inline; nothing to call.
[<Sealed>]
type Numbers private () =

    /// Chooses among the members below.
    static member val Any = Numbers()

    /// A whole number.
    static member Of(_: Numbers, number: int) = Value.Whole(int64 number)

    /// A number.
    static member Of(_: Numbers, number: float) = Value.Real number

    /// A reference to one.
    static member Of(_: Numbers, reference: Reference) = (reference :> IValue).Value

/// Public because `var` and `rates` are inline; nothing to call.
module Writing =

    /// The value that something of F# is: the overload of `Of` for its type, found when the script is compiled.
    let inline valueOf< ^Any, ^T when (^Any or ^T): (static member Of: ^Any * ^T -> Value)> (any: ^Any) (value: ^T) : Value =
        ((^Any or ^T): (static member Of: ^Any * ^T -> Value) (any, value))
