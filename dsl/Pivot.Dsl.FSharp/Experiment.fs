namespace Pivot.Dsl.FSharp

open System.IO
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.Plans

/// An experiment: what `experiment "name" { ... }` gives. Two are equal when they write the same, wherever they are written.
type Experiment =
    internal
        { /// Its keys in the order of the language.
          Keys: (Key * Value) list }

    // The order in which a file of the language is read.
    static member private Order =
        [ "pivot"; "name"; "question"; "extends"; "vars"; "data"; "models"; "stages"; "arms"; "sweep"; "seeds"; "claims"; "report"; "run"; "schedule" ]

    // The version of the language that the keywords are.
    static member private Version = Key.Of "pivot", Value.Whole 1L

    /// Keys in the order of the language, those that it does not have at the end.
    static member internal InOrder(keys: (Key * Value) list) : Experiment =
        let place (key: Key) = Experiment.Order |> List.tryFindIndex (fun known -> known = key.Name) |> Option.defaultValue 99
        { Keys = keys |> List.sortBy (fst >> place) }

    /// The experiment that its lines say. What is written once is one line each (twice is the compiler's to report); what has names stands
    /// together under its section.
    static member internal Of(name: Key * Value, parts: Part list) : Experiment =
        let lines = parts |> List.choose (function Part.Key(key, value) -> Some(key, value) | Part.Named _ -> None)
        let named = parts |> List.choose (function Part.Named(section, key, value) -> Some(section, (key, value)) | Part.Key _ -> None)
        let sections = named |> List.groupBy fst |> List.map (fun (section, entries) -> Key.Of section, Value.Map(List.map snd entries))
        Experiment.InOrder(Experiment.Version :: name :: lines @ sections)

/// A text that `Experiment.ofYaml` cannot read.
type YamlException(diagnostics: DiagnosticBag) =
    inherit System.Exception(DiagnosticText.Render diagnostics)

    /// What is wrong with it.
    member _.Diagnostics = diagnostics

/// What can be done with an experiment.
[<RequireQualifiedAccess>]
module Experiment =

    /// The same experiment as a YAML file.
    let toYaml (experiment: Experiment) : string = fst (YamlText.document experiment.Keys)

    /// The experiment that a YAML text is, or what keeps it from being read. What its values must be is for `compile` to say.
    let tryOfYaml (yaml: string) : Result<Experiment, DiagnosticBag> = Reading.keys yaml |> Result.map Experiment.InOrder

    /// The experiment that a YAML text is: `ofYaml (toYaml e) = e`. Throws YamlException, which tells every place, when the text cannot be read.
    let ofYaml (yaml: string) : Experiment =
        match tryOfYaml yaml with
        | Ok experiment -> experiment
        | Error diagnostics -> raise (YamlException diagnostics)

    let internal name (experiment: Experiment) =
        experiment.Keys |> List.tryPick (function { Name = "name" }, Value.Text name -> Some name | _ -> None) |> Option.defaultValue "yaml"

    let internal shown (file: string) =
        let relative = Path.GetRelativePath(System.Environment.CurrentDirectory, file)
        if relative.StartsWith "../" then file else relative

    /// Compiles the experiment, as `pivot plan` does its YAML. Every mistake is a diagnostic, placed where it was written: in the script, or in the
    /// text that `toYaml` gives if the experiment comes from `ofYaml`.
    /// `baseFolder`: where relative paths in the experiment start; a script gives `__SOURCE_DIRECTORY__`.
    /// `sets`: overrides as those of `--set`, "path=value".
    /// `inspector`: looks at the data on disk; None skips that (no plan to run).
    let compile (baseFolder: string) (sets: string list) (inspector: IDataInspector option) (experiment: Experiment) : Compilation =
        SourceMap.compile (YamlText.document experiment.Keys) $"<{name experiment}>" baseFolder sets (Option.toObj inspector) shown
