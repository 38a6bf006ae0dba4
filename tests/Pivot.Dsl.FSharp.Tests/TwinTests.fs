module Pivot.Dsl.FSharp.Tests.TwinTests

open System.IO
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.FSharp
open Pivot.Dsl.Plans
open Xunit

let private ofYaml (name: string) (sets: string list) =
    ExperimentCompiler.Compile(Path.Combine(Twins.twins, name + ".yaml"), sets, null) |> Twins.plan

let private ofFSharp (sets: string list) written = Experiment.compile Twins.twins sets None written |> Twins.plan

let private ofText (written: Experiment) =
    ExperimentCompiler.CompileText(Experiment.toYaml written, "<text>", Twins.twins, [], null) |> Twins.plan

[<Fact>]
let The_quickstart_has_the_hash_of_its_twin () =
    let yaml, fsharp = ofYaml "quickstart" [], ofFSharp [] Quickstart.quickstart
    Assert.Equal(yaml.Hash, fsharp.Hash)
    Assert.Equal(6, fsharp.Trials.Count)

[<Fact>]
let Easy_vqa_has_the_hash_of_its_twin_when_its_folder_is_given_by_set () =
    let sets = [ "data.vqa.path=/data/easy-vqa" ]
    let yaml, fsharp = ofYaml "easy-vqa" sets, ofFSharp sets EasyVqa.easyVqa
    Assert.Equal(yaml.Hash, fsharp.Hash)
    Assert.Equal(2, fsharp.Trials.Count)

[<Fact>]
let A_spec_of_every_key_has_the_hash_of_its_twin () =
    let yaml, fsharp = ofYaml "every-key" [], ofFSharp [] EveryKey.everyKey
    Assert.Equal(yaml.Hash, fsharp.Hash)
    // 256 points; half of them are excluded in one arm and half are not kept in two.
    Assert.Equal((256 + 3 * 128) * 3, fsharp.Trials.Count)

[<Fact>]
let A_spec_of_every_key_has_the_resolved_text_of_its_twin () =
    // The hash leaves out what changes no result (paths, report, how often a checkpoint is written); the text does not.
    Assert.Equal((ofYaml "every-key" []).ResolvedYaml, (ofFSharp [] EveryKey.everyKey).ResolvedYaml)

[<Fact>]
let The_yaml_of_an_experiment_compiles_to_its_hash () =
    for written in [ Quickstart.quickstart; EveryKey.everyKey ] do
        Assert.Equal((ofFSharp [] written).Hash, (ofText written).Hash)

[<Fact>]
let A_change_in_one_of_the_twins_changes_the_hash () =
    let sets = [ "stages.align.betas=[0.9, 0.991]" ]
    Assert.NotEqual<string>((ofYaml "every-key" []).Hash, (ofFSharp sets EveryKey.everyKey).Hash)

[<Fact>]
let A_sweep_value_spelt_otherwise_is_the_same_work () =
    let yaml = ofYaml "quickstart" [ "sweep.grid={ stages.see.learning_rate: [1e-3] }" ]
    let fsharp = ofFSharp [ "sweep.grid={ stages.see.learning_rate: [0.001] }" ] Quickstart.quickstart
    let keys (plan: Plan) = [ for node in plan.Nodes -> node.Key ]
    Assert.Equal<string list>(keys yaml, keys fsharp)

[<Fact>]
let Paths_start_from_the_base_folder () =
    let spec = (ofFSharp [] EveryKey.everyKey).ResolvedYaml
    Assert.Contains(Path.Combine(Twins.twins, "talks/train.json"), spec)
    Assert.Contains(Path.Combine(Twins.twins, "birds"), spec) // from the file it extends

[<Fact>]
let An_extended_file_that_is_missing_is_reported () =
    let compilation = Experiment.compile (Path.Combine(Twins.twins, "elsewhere")) [] None EveryKey.everyKey
    let mistake = Assert.Single compilation.Diagnostics
    Assert.Equal(DiagnosticCodes.Unreadable, mistake.Code)
    Assert.EndsWith("EveryKey.fs", mistake.Span.File)
