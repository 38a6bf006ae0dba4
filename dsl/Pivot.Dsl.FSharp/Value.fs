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
    /// Values in their order.
    | List of Value list
    /// Keys in the order they were written. A key that is written twice stays twice, for the compiler to report.
    | Map of (string * Value) list

    interface IValue with
        member this.Value = this

/// What has a value of the language: every part of an experiment, and Value itself.
and IValue =
    /// The value.
    abstract Value: Value
