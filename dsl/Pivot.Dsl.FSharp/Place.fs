namespace Pivot.Dsl.FSharp

/// The attribute that hands a member the line of the script that calls it. F# fills it in for custom operations too.
type internal Line = System.Runtime.CompilerServices.CallerLineNumberAttribute

/// The attribute that hands a member the file that calls it.
type internal File = System.Runtime.CompilerServices.CallerFilePathAttribute

/// A line of a script, and what to look for on it: F# tells a member its caller's line, not its column.
[<ReferenceEquality>]
type internal Place =
    { /// Full path of the script, empty until its braces are closed.
      File: string
      /// 1-based.
      Line: int
      /// What stands there, the most telling first: `"stages.post"`, or else `set`.
      Words: string list
      /// Where else to look when none of the words stands there.
      Else: Place option }

/// A key, and where it was written. Two keys are equal when their names are.
[<CustomEquality; NoComparison>]
type Key =
    internal
        { Name: string
          Place: Place option }

    /// A key that was written nowhere.
    static member internal Of(name: string) : Key = { Name = name; Place = None }

    /// A key written on a line.
    static member internal At(name: string, line: int option, words: string list) : Key =
        { Name = name; Place = line |> Option.map (fun line -> { File = ""; Line = line; Words = words; Else = None }) }

    /// The same key, to be looked for at another key's place if it is not where it should be.
    member internal key.Or(other: Key) : Key =
        match key.Place, other.Place with
        | Some place, Some elsewhere -> { key with Place = Some { place with Else = Some { elsewhere with Words = place.Words @ elsewhere.Words } } }
        | _ -> key

    /// The same key, with the file that its line is one of.
    member internal key.In(file: string option) : Key =
        match key.Place, file with
        | Some place, Some file when place.File = "" -> { key with Place = Some { place with File = file } }
        | _ -> key

    /// The name.
    override key.ToString() = key.Name

    override key.Equals other =
        match other with
        | :? Key as other -> other.Name = key.Name
        | _ -> false

    override key.GetHashCode() = key.Name.GetHashCode()
