module Pivot.Dsl.FSharp.Tests.YamlTextTests

open System.Globalization
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.FSharp
open Pivot.Dsl.Yaml
open Xunit

let private small =
    experiment "small" {
        // The order of lines is the reader's; the file's is that of the language.
        report { metrics [ "see.loss" ] }
        stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 5; learning_rate 1e-5 })
        question "One \"quoted\" line,\nand another: yes"

        model "nano" {
            vision_tower (siglip { })
            language_model (qwen2 { tie_embeddings false })
        }

        data "scenes" (scenes { seed 7 })
        sweep { grid "stages.see.loss" [ "siglip"; "no" ] }
        arm "plain" { }
    }

let private smallYaml =
    """pivot: 1
name: small
question: "One \"quoted\" line,\nand another: yes"
data:
  scenes: { source: scenes, seed: 7 }
models:
  nano:
    vision_tower: { arch: siglip }
    language_model: { arch: qwen2, tie_embeddings: false }
stages:
  see: { kind: contrastive, model: nano, data: scenes.captions, steps: 5, learning_rate: 1e-05 }
arms:
  plain: {}
sweep:
  grid: { stages.see.loss: [siglip, "no"] }
report:
  metrics: [see.loss]
"""

[<Fact>]
let The_text_of_an_experiment_is_this () = Assert.Equal(smallYaml, Experiment.toYaml small)

[<Fact>]
let The_text_does_not_depend_on_the_culture () =
    let before = CultureInfo.CurrentCulture

    try
        let comma = CultureInfo.InvariantCulture.Clone() :?> CultureInfo
        comma.NumberFormat.NumberDecimalSeparator <- ","
        comma.NumberFormat.NegativeSign <- "minus"
        CultureInfo.CurrentCulture <- comma
        Assert.Equal(smallYaml, Experiment.toYaml small)
        let tower = model "m" { vision_tower (siglip { feature_layer -2 }) }
        Assert.Contains("feature_layer: -2", Experiment.toYaml (experiment "m" { tower }))
    finally
        CultureInfo.CurrentCulture <- before

/// The question as the compiler's reader finds it in the text.
let private readBack (text: string) =
    let bag = DiagnosticBag()

    match YamlReader.Read(Experiment.toYaml (experiment "x" { question text }), SourceText("<text>", "/"), bag) with
    | :? MapNode as map ->
        match map["question"] with
        | :? ScalarNode as scalar -> scalar.Value
        | other -> failwith $"{text} was read as {other}"
    | _ -> failwith $"{text} broke the YAML"

[<Fact>]
let Any_text_reads_back_as_it_was () =
    let texts =
        [ ""; " "; "a"; "a "; " a"; "null"; "~"; "true"; "No"; "12"; "1e-3"; ".5"; ".inf"; "-"; "- a"; "---"; "..."; "a: b"; "a #b"; "#a"; "a,b"
          "[a]"; "{a}"; "&a"; "*a"; "!a"; "|"; ">"; "%a"; "@a"; "`a`"; "'a'"; "\"a\""; "a\\b"; "a\nb"; "a\tb"; "a\r\nb"; "\u0001"; "\u0085"; "\u2028"
          "\ufeffa"; "./a/b.json"; "../a"; "/a b/c"; "C:\\a"; "?"; "? a"; "=a"; "<<"; "naïve"; "눈"; "👀" ]

    for text in texts do
        Assert.Equal(text, readBack text)

[<Fact>]
let Whatever_is_not_text_by_its_looks_is_quoted () =
    for text in [ "null"; "True"; "yes"; "off"; "12"; ".5"; "" ] do
        Assert.Contains($"question: \"{text}\"\n", Experiment.toYaml (experiment "x" { question text }))

[<Fact>]
let Lines_from_a_loop_and_a_condition_are_lines () =
    let depths = [ 2; 4 ]

    let written =
        experiment "loop" {
            arm "plain" { }

            for depth in depths do
                arm $"depth-{depth}" { set "models.nano.vision_tower.depth" depth }

            if depths.Length > 2 then
                question "Many?"
        }

    let expected =
        "pivot: 1\nname: loop\narms:\n  plain: {}\n  depth-2: { models.nano.vision_tower.depth: 2 }\n  depth-4: { models.nano.vision_tower.depth: 4 }\n"

    Assert.Equal(expected, Experiment.toYaml written)

[<Fact>]
let A_sweep_takes_parts_lists_and_truth_values () =
    let written =
        experiment "sweep" {
            sweep {
                grid "stages.post" [ sft { turns "sequential" }; sft { turns "independent" } ]
                grid "stages.post.train" [ [ "projector" ]; [] ]
                grid "models.nano.language_model.tie_embeddings" [ true; false ]
                grid "models.nano.vision_tower" [ from "stages.see"; from "stages.look" ]
            }
        }

    let expected =
        "pivot: 1\nname: sweep\nsweep:\n  grid:\n"
        + "    stages.post: [{ kind: sft, turns: sequential }, { kind: sft, turns: independent }]\n"
        + "    stages.post.train: [[projector], []]\n"
        + "    models.nano.language_model.tie_embeddings: [true, false]\n"
        + "    models.nano.vision_tower: [{ from: stages.see }, { from: stages.look }]\n"

    Assert.Equal(expected, Experiment.toYaml written)
