/// A mistake is told where the script has it: the line that F# gives, and the column of the word on it.
module Pivot.Dsl.FSharp.Tests.PlaceTests

open Pivot.Dsl.Diagnostics
open Pivot.Dsl.FSharp
open Xunit

let private compile written = (Experiment.compile "/" [] None written).Diagnostics

/// The text that a span points at.
let private textAt (diagnostics: DiagnosticBag) (span: SourceSpan) =
    match diagnostics.TextOf span.File with
    | null -> failwith $"no text of {span.File}"
    | text -> (text.Split('\n')[span.Line - 1]).Substring(span.Column - 1, span.EndColumn - span.Column)

/// Lines and texts of all that is wrong.
let private places written =
    let diagnostics = compile written
    Assert.All(diagnostics, fun d -> Assert.EndsWith("PlaceTests.fs", d.Span.File))
    [ for d in diagnostics -> d.Span.Line, d.Span.Column, textAt diagnostics d.Span ]

/// Lines and texts, without the columns.
let private texts written = places written |> List.map (fun (line, _, text) -> line, text)

let private world = data "scenes" (scenes { train 600; test 100 })
let private nano = model "nano" { vision_tower (siglip { width 96; heads 4 }); language_model (qwen2 { width 96; heads 4 }) }
let private see = stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 5 })

[<Fact>]
let The_second_of_two_equal_words_on_a_line_is_told_from_the_first () =
    let line = int __LINE__ + 1
    let pair = model "nano" { vision_tower (siglip { width 96; heads 4 }); language_model (qwen2 { width 96; heads 5 }) }
    let found = places (experiment "places" { world; pair; see })
    Assert.Equal<(int * int * string) list>([ line, 116, "5" ], found)

[<Fact>]
let A_value_on_a_line_of_its_own_is_told_there () =
    let line = int __LINE__ + 7

    let post =
        stage "post" (sft {
            from "see"
            data "scenes.instruct"
            // steps 7 is not it
            steps -7
        })

    Assert.Equal<(int * string) list>([ line, "-7" ], texts (experiment "places" { world; nano; see; post }))

[<Fact>]
let A_reference_is_told_at_its_quotes () =
    let line = int __LINE__ + 1
    let post = stage "post" (sft { from "seee"; data "scenes.instruct"; steps 7 })
    Assert.Equal<(int * string) list>([ line, "\"seee\"" ], texts (experiment "places" { world; nano; see; post }))

[<Fact>]
let A_missing_key_is_told_at_the_name_of_what_lacks_it () =
    let line = int __LINE__ + 1
    let post = stage "post" (sft { from "see"; steps 7 })
    Assert.Equal<(int * string) list>([ line, "\"post\"" ], texts (experiment "places" { world; nano; see; post }))

[<Fact>]
let A_missing_section_is_told_at_the_experiment () =
    let line = int __LINE__ + 1
    let found = texts (experiment "places" { question "Why?" })
    Assert.Equal<(int * string) list>([ line, "\"places\""; line, "\"places\""; line, "\"places\"" ], found)

[<Fact>]
let A_path_and_a_value_of_an_arm_are_told_apart () =
    let line = int __LINE__ + 1
    let wrong = arm "wrong" { set "stages.se.steps" 4; set "stages.see.steps" 0 }
    Assert.Equal<(int * string) list>([ line, "\"stages.se.steps\""; line, "0" ], texts (experiment "places" { world; nano; see; arm "plain" { }; wrong }))

[<Fact>]
let A_value_of_an_axis_is_told_at_the_axis () =
    let line = int __LINE__ + 1
    let factors = sweep { grid "stages.see.batch_size" [ 16; 0 ] }
    Assert.Equal<(int * string) list>([ line, "0" ], texts (experiment "places" { world; nano; see; factors }))

[<Fact>]
let A_key_that_is_written_twice_is_told_with_the_first_place_in_the_script () =
    let line = int __LINE__ + 1
    let twice = stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 5; steps 6 })
    let diagnostics = compile (experiment "places" { world; nano; twice })
    let mistake = Assert.Single diagnostics
    Assert.Equal(DiagnosticCodes.DuplicateKey, mistake.Code)
    Assert.Equal((line, "steps"), (mistake.Span.Line, textAt diagnostics mistake.Span))
    Assert.EndsWith($"the first is at line {line}, column 82", mistake.Hint)

[<Fact>]
let A_line_in_a_loop_is_told_there () =
    let line = int __LINE__ + 7

    let written =
        experiment "places" {
            world; nano; see; arm "plain" { }

            for rate in [ 0.1; -0.1 ] do
                arm $"rate{rate}" { set "stages.see.learning_rate" rate }
        }

    Assert.Equal<(int * string) list>([ line, "rate" ], texts written)

[<Fact>]
let A_wrong_variable_is_told_where_it_is_written_and_where_it_is_used () =
    let line = int __LINE__ + 4

    let written =
        experiment "places" {
            var "rows" 0
            world
            nano
            stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 5; batch_size (value_of "rows") })
        }

    let diagnostics = compile written
    let mistake = Assert.Single diagnostics
    Assert.Equal((line, "0"), (mistake.Span.Line, textAt diagnostics mistake.Span))
    let note = Assert.Single mistake.Notes
    Assert.Equal((line + 3, "(value_of \"rows\")"), (note.Span.Line, textAt diagnostics note.Span))

[<Fact>]
let What_is_told_of_a_plan_later_has_its_place_too () =
    let line = int __LINE__ + 1
    let compilation = experiment "places" { world; nano; stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 5 }); run { gpus 1 } } |> Experiment.compile "/" [] None
    let node = Assert.Single (Twins.plan compilation).Nodes
    let text (span: SourceSpan) = Assert.Equal(line, span.Line); textAt compilation.Diagnostics span
    Assert.Equal<string list>([ "1"; "run"; "\"see\"" ], [ text (compilation.PlaceOf "run.gpus"); text (compilation.PlaceOf "run"); text (compilation.PlaceOf node) ])

[<Fact>]
let An_experiment_that_comes_from_yaml_is_told_in_the_yaml () =
    let written = experiment "places" { question "Why?" } |> Experiment.toYaml |> Experiment.ofYaml
    Assert.All(compile written, fun d -> Assert.Equal("<places>", d.Span.File))

[<Fact>]
let A_script_that_is_gone_leaves_its_lines () =
    let place: Place = { File = "/nowhere/gone.fsx"; Line = 12; Words = [ "steps" ]; Else = None }
    let gone = { Experiment.ofYaml "name: gone\n" with Keys = [ { Name = "name"; Place = Some place }, Value.Text "gone" ] }
    Assert.All(compile gone, fun d -> Assert.Equal(("/nowhere/gone.fsx", 12), (d.Span.File, d.Span.Line)))
