/// Mistakes that F# lets through are the compiler's diagnostics, as they are for YAML.
module Pivot.Dsl.FSharp.Tests.DiagnosticTests

open Pivot.Dsl.Diagnostics
open Pivot.Dsl.FSharp
open Xunit

let private world = data "scenes" (scenes { train 600; test 100 })

let private nano =
    model "nano" {
        vision_tower (siglip { width 96; heads 4 })
        language_model (qwen2 { width 96; heads 4 })
    }

let private pretrained = stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 5 })

let private compile written = Experiment.compile "/" [] None written

let private mistakesIn (parts: Part list) =
    let written =
        experiment "broken" {
            world
            nano
            for part in parts do
                part
        }

    (compile written).Diagnostics

let private onlyMistake parts = Assert.Single(mistakesIn parts)

[<Fact>]
let A_number_out_of_range_is_reported_at_its_place_in_the_script () =
    let tuned = stage "tuned" (sft { from "see"; data "scenes.instruct"; steps 5 })
    let mistake = onlyMistake [ pretrained; tuned; stage "post" (dpo { from "tuned"; data "scenes.preference"; steps 5; beta -1 }) ]
    Assert.Equal(DiagnosticCodes.OutOfRange, mistake.Code)
    Assert.Equal("stages.post.beta", mistake.Path)
    Assert.EndsWith("tests/Pivot.Dsl.FSharp.Tests/DiagnosticTests.fs", mistake.Span.File)

[<Fact>]
let A_mistake_is_shown_with_its_line () =
    let text = DiagnosticText.Render(mistakesIn [ pretrained; stage "post" (sft { from "seee"; data "scenes.instruct"; steps 5 }) ])
    Assert.Contains("from \"seee\"; data", text)
    Assert.Contains(" ^^^^^^\n", text)
    Assert.Contains("did you mean 'see'?", text)

[<Fact>]
let Infinity_is_not_a_number_of_the_language () =
    for number in [ infinity; -infinity; nan ] do
        let mistake = onlyMistake [ pretrained; stage "post" (sft { from "see"; data "scenes.instruct"; steps 5; clip_norm number }) ]
        Assert.Equal(DiagnosticCodes.WrongType, mistake.Code)

[<Fact>]
let Text_that_looks_like_a_number_stays_text () =
    let mistake = onlyMistake [ pretrained; arm "plain" { }; arm "more" { set "stages.see.steps" "12" } ]
    Assert.Equal(DiagnosticCodes.WrongType, mistake.Code)
    Assert.Contains("12", mistake.Hint)

[<Fact>]
let A_keyword_that_is_written_twice_is_reported () =
    let mistake = onlyMistake [ stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 5; steps 6 }) ]
    Assert.Equal(DiagnosticCodes.DuplicateKey, mistake.Code)

[<Fact>]
let A_part_that_is_written_twice_is_reported () =
    let twice = [ report { template "ablation" }; report { template "ablation" } ]
    Assert.Equal(DiagnosticCodes.DuplicateKey, (onlyMistake (pretrained :: twice)).Code)
    Assert.Equal(DiagnosticCodes.DuplicateKey, (onlyMistake [ pretrained; pretrained ]).Code)

[<Fact>]
let A_file_in_the_place_of_a_path_is_reported () =
    let codes = mistakesIn [ pretrained; data "talks" (llava { file "talks.json" }) ] |> Seq.map (fun d -> d.Code) |> Set.ofSeq
    Assert.Contains(DiagnosticCodes.UnknownKey, codes)

[<Fact>]
let An_experiment_without_parts_lacks_its_sections () =
    let mistakes = (compile (experiment "empty" { question "Why?" })).Diagnostics
    let lacking = mistakes |> Seq.map (fun d -> d.Path) |> Seq.toList
    Assert.Equal<string list>([ "data"; "models"; "stages" ], lacking |> List.sort)
    Assert.All(mistakes, fun d -> Assert.Equal(DiagnosticCodes.MissingKey, d.Code))

[<Fact>]
let A_set_override_reaches_the_compiler () =
    let written = experiment "ok" { world; nano; pretrained }
    Assert.NotNull (Experiment.compile "/" [] None written).Plan
    let mistake = Assert.Single (Experiment.compile "/" [ "stages.see.stepss=3" ] None written).Diagnostics
    Assert.Equal("<--set>", mistake.Span.File)
