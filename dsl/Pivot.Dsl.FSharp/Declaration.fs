namespace Pivot.Dsl.FSharp

open System
open System.Collections.Generic
open System.IO
open Pivot.Dsl.Plans

/// An experiment that a script has declared while `pivot` ran it.
[<Sealed>]
type Declaration private (yaml: string, entries: MapEntry list, experiment: Experiment) =

    /// The environment variable that names the folder in which a script leaves its experiments.
    static member Variable = Declared.variable

    /// What a script has left in a folder, in the order it was declared.
    static member ReadAll(folder: string) : IReadOnlyList<Declaration> =
        [| for file in Directory.GetFiles(folder, "*.json") |> Array.sort do
               let yaml, entries = Declared.read file
               Declaration(yaml, entries, Experiment.ofYaml yaml) |]

    /// The experiment's name.
    member _.Name = Experiment.name experiment

    /// Line of the script on which it begins, 0 when unknown.
    member _.Line = entries |> List.tryPick (fun entry -> entry.Place) |> Option.map (fun place -> place.Line) |> Option.defaultValue 0

    /// Compiles it; relative paths start from the script's folder, and what is wrong is told at the lines of the script.
    /// `script`: path as the user gave it. `sets`: overrides as those of `--set`. `inspector`: looks at the data on disk, or null.
    member declared.Compile(script: string, sets: IReadOnlyList<string>, inspector: IDataInspector | null) : Compilation =
        let full = Path.GetFullPath script
        let folder = match Path.GetDirectoryName full with null -> "/" | folder -> folder
        let shown file = if file = full then script else Experiment.shown file
        SourceMap.compile (yaml, entries) $"<{declared.Name}>" folder (List.ofSeq sets) inspector shown
