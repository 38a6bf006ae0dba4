namespace Pivot.Dsl.FSharp

/// A value of the language, as it is written. What it must be where it stands is for the compiler to say.
[<RequireQualifiedAccess>]
type Value =
    /// Text: a word, a name, a path.
    | Text of string
    /// A whole number.
    | Whole of int64
    /// A number.
    | Real of float
    /// true or false.
    | Truth of bool
    /// Nothing: in an arm it removes what it is written for.
    | Null
    /// What a YAML file has without quotes in a spelling that would be lost as a number: 1e-3, 0.10, 007, yes. Only `ofYaml` gives it.
    | Plain of string
    /// Values in their order.
    | List of Value list
    /// Keys in the order they were written. A key that is written twice stays twice, for the compiler to report.
    | Map of (Key * Value) list

    interface IValue with
        member this.Value = this

/// What has a value of the language: every part of an experiment, and Value itself.
and IValue =
    /// The value.
    abstract Value: Value

/// The value of a variable, `value_of "width"`, or what stands at a path of the spec, `value_of "stages.post.steps"`: YAML's `${...}`.
[<Sealed>]
type Reference internal (path: string) =

    /// As it is written in text: `${width}`.
    member _.Written = "${" + path + "}"

    /// Where text is wanted.
    static member op_Implicit(reference: Reference) : string = reference.Written

    interface IValue with
        member reference.Value = Value.Text reference.Written

/// A whole number, or a reference to one.
[<Sealed>]
type Whole private (value: Value) =

    /// A whole number.
    static member op_Implicit(number: int) = Whole(Value.Whole(int64 number))

    /// A whole number.
    static member op_Implicit(number: int64) = Whole(Value.Whole number)

    /// A reference to one.
    static member op_Implicit(reference: Reference) = Whole((reference :> IValue).Value)

    interface IValue with
        member _.Value = value

/// A number, or a reference to one.
[<Sealed>]
type Number private (value: Value) =

    /// A whole number.
    static member op_Implicit(number: int) = Number(Value.Whole(int64 number))

    /// A number.
    static member op_Implicit(number: float) = Number(Value.Real number)

    /// A reference to one.
    static member op_Implicit(reference: Reference) = Number((reference :> IValue).Value)

    interface IValue with
        member _.Value = value

/// true or false, or a reference to one of them.
[<Sealed>]
type Truth private (value: Value) =

    /// true or false.
    static member op_Implicit(truth: bool) = Truth(Value.Truth truth)

    /// A reference to one of them.
    static member op_Implicit(reference: Reference) = Truth((reference :> IValue).Value)

    interface IValue with
        member _.Value = value
