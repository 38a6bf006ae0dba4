/// YAML and F# are one language: 1,000 experiments written in both.
module Pivot.Dsl.FSharp.Tests.GeneratedTests

open Pivot.Dsl.Diagnostics
open Pivot.Dsl.FSharp
open Pivot.Dsl.FSharp.Tests.Specs
open Pivot.Dsl.Plans
open Xunit

let private count = 1000
let private parts = { Sweeps = true; Variables = true }

let private compiled (seed: int) text =
    let compilation = ExperimentCompiler.CompileText(text, "<generated>", "/data", [], null)

    match compilation.Plan with
    | null -> failwith $"seed {seed}:\n{DiagnosticText.Render compilation.Diagnostics}\n{text}"
    | plan -> plan

[<Fact>]
let A_thousand_experiments_have_one_plan_in_both_languages () =
    let hashes =
        [ for seed in 1..count do
              let tree = Specs.generate parts seed
              let yaml = compiled seed (SpecsAsYaml.text tree)
              let written = SpecsAsFSharp.written tree
              let fsharp = compiled seed (Experiment.toYaml written)
              Assert.True((yaml.Hash = fsharp.Hash), $"seed {seed}: {yaml.Hash} and {fsharp.Hash}\n{SpecsAsYaml.text tree}\n{Experiment.toYaml written}")
              Assert.Equal(yaml.Trials.Count, fsharp.Trials.Count)
              // YAML of another hand, read and written by ours.
              let again = SpecsAsYaml.text tree |> Experiment.ofYaml |> Experiment.toYaml
              Assert.Equal(yaml.Hash, (compiled seed again).Hash)
              yaml.Hash ]

    // They are not all the same experiment.
    Assert.True((Set.ofList hashes).Count > count * 99 / 100, $"{(Set.ofList hashes).Count} different plans")

[<Fact>]
let A_thousand_experiments_are_what_their_yaml_reads_as () =
    for seed in 1..count do
        let written = SpecsAsFSharp.written (Specs.generate parts seed)
        let text = Experiment.toYaml written
        Assert.Equal(written, Experiment.ofYaml text)
        Assert.Equal(text, Experiment.toYaml (Experiment.ofYaml text))

[<Fact>]
let Every_section_is_generated () =
    let sections = Set.ofList [ for seed in 1..count do for key, _ in Specs.generate parts seed do key ]
    let expected = [ "arms"; "claims"; "data"; "models"; "name"; "question"; "report"; "run"; "schedule"; "seeds"; "stages"; "sweep"; "vars" ]
    Assert.Equal<string list>(expected, List.ofSeq sections)

    let members = Set.ofList [ for seed in 1..count do for key, tree in Specs.generate parts seed do match key, tree with "sweep", Keys members -> yield! List.map fst members | _ -> () ]
    Assert.Equal<string list>([ "exclude"; "grid"; "list"; "product"; "random"; "sum"; "when"; "zip" ], List.ofSeq members)
