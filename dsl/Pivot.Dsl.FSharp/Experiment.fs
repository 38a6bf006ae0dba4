namespace Pivot.Dsl.FSharp

open Pivot.Dsl.Plans

/// An experiment: what `experiment "name" { ... }` gives.
type Experiment =
    internal
        { Name: string
          Parts: Part list }

/// What can be done with an experiment.
[<RequireQualifiedAccess>]
module Experiment =

    // The version of the language that the keywords are.
    let private version = 1L

    // The order in which a file of the language is read.
    let private order = [ "question"; "extends"; "data"; "models"; "stages"; "arms"; "sweep"; "seeds"; "report" ]

    // What is written once is one line each (twice is the compiler's to report); what has names stands together under its section.
    let private section (experiment: Experiment) key =
        let lines = experiment.Parts |> List.choose (function Part.Key(k, value) when k = key -> Some(key, value) | _ -> None)
        let named = experiment.Parts |> List.choose (function Part.Named(k, name, value) when k = key -> Some(name, value) | _ -> None)
        if named.IsEmpty then lines else lines @ [ key, Value.Map named ]

    /// The same experiment as a YAML file.
    let toYaml (experiment: Experiment) : string =
        YamlText.document ([ "pivot", Value.Whole version; "name", Value.Text experiment.Name ] @ (order |> List.collect (section experiment)))

    /// Compiles the experiment, as `pivot plan` does its YAML. Every mistake is a diagnostic, placed in the text that `toYaml` gives.
    /// `baseFolder`: where relative paths in the experiment start; a script gives `__SOURCE_DIRECTORY__`.
    /// `sets`: overrides as those of `--set`, "path=value".
    /// `inspector`: looks at the data on disk; None skips that (no plan to run).
    let compile (baseFolder: string) (sets: string list) (inspector: IDataInspector option) (experiment: Experiment) : Compilation =
        ExperimentCompiler.CompileText(toYaml experiment, $"<{experiment.Name}>", baseFolder, sets, Option.toObj inspector)
