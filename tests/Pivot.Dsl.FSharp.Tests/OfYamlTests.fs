/// YAML to experiments and back.
module Pivot.Dsl.FSharp.Tests.OfYamlTests

open System.IO
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.FSharp
open Pivot.Dsl.Plans
open Xunit

let private valueOf (yaml: string) =
    match (Experiment.ofYaml $"question: {yaml}\n").Keys with
    | [ key, value ] when key.Name = "question" -> value
    | other -> failwith $"read {other}"

let private yamlOf (value: Value) = fst (YamlText.document [ Key.Of "question", value ])

[<Fact>]
let A_value_is_read_as_what_it_is_written_as () =
    let expected =
        [ "7", Value.Whole 7L; "-7", Value.Whole -7L; "0.5", Value.Real 0.5; "1.0", Value.Real 1.0; "1e-05", Value.Real 1e-5; "true", Value.Truth true
          "null", Value.Null; "~", Value.Null; "", Value.Null; "word", Value.Text "word"; "two words", Value.Text "two words"; "\"7\"", Value.Text "7"
          "'true'", Value.Text "true"; "40GB", Value.Plain "40GB"; "scenes.test", Value.Text "scenes.test"; "[1, 1.0, a]", Value.List [ Value.Whole 1L; Value.Real 1.0; Value.Text "a" ]
          "{ a: 1 }", Value.Map [ Key.Of "a", Value.Whole 1L ]; ".inf", Value.Text ".inf" ]

    for yaml, value in expected do
        Assert.Equal(value, valueOf yaml)

[<Fact>]
let A_spelling_that_a_number_would_lose_is_kept () =
    for spelling in [ "1e-3"; "0.10"; "+5"; "007"; "0x10"; "1_000"; "yes"; "No"; "on"; "5."; ".5"; "1E5"; "99999999999999999999" ] do
        Assert.Equal(Value.Plain spelling, valueOf spelling)
        Assert.Equal($"question: {spelling}\n", yamlOf (Value.Plain spelling))

[<Fact>]
let Every_number_reads_back_as_it_was () =
    for real in [ 0.0; 1.0; -2.0; 0.1; 1e-5; 1e15; 1e16; 1e22; 123456789.0; 5e-324; System.Double.MaxValue; 1.0 / 3.0 ] do
        Assert.Equal($"question: {YamlText.number real}\n", yamlOf (Value.Real real))
        Assert.Equal(Value.Real real, valueOf (YamlText.number real))

    for whole in [ 0L; -1L; System.Int64.MaxValue; System.Int64.MinValue ] do
        Assert.Equal(Value.Whole whole, valueOf (string whole))

[<Fact>]
let The_experiments_of_the_tests_are_what_their_yaml_reads_as () =
    for written in [ Quickstart.quickstart; EasyVqa.easyVqa; EveryKey.everyKey ] do
        Assert.Equal(written, Experiment.ofYaml (Experiment.toYaml written))

[<Fact>]
let Order_of_lines_and_places_do_not_tell_two_experiments_apart () =
    let one = experiment "same" { question "Why?"; arm "plain" { } }

    let other =
        experiment "same" {
            arm "plain" { }
            question "Why?"
        }

    Assert.Equal(one, other)
    Assert.NotEqual(one, experiment "same" { question "How?"; arm "plain" { } })

/// The keys of what a file plans, its data never looked at, or its diagnostics where it is no experiment of its own.
let private planned (compilation: Compilation) =
    match compilation.Plan with
    | null -> List.sort [ for d in compilation.Diagnostics -> d.Code + " " + d.Message ]
    | plan -> plan.Hash :: [ for node in plan.Nodes -> node.Key ]

[<Fact>]
let Every_spec_of_the_repository_plans_the_same_after_ofYaml_and_toYaml () =
    let specs =
        [ "experiments"; "tests/Pivot.Dsl.FSharp.Tests/Twins" ]
        |> List.collect (fun folder -> Directory.GetFiles(Twins.repositoryFile folder, "*.yaml", SearchOption.AllDirectories) |> List.ofArray)

    Assert.True(specs.Length >= 7, $"found {specs.Length} specs")
    let mutable plans = 0

    for file in specs do
        let again = File.ReadAllText file |> Experiment.ofYaml |> Experiment.toYaml
        // The folders that these specs leave to whoever runs them.
        let sets =
            [ for mistake in ExperimentCompiler.Compile(file, [], null).Diagnostics do
                  if mistake.Code = DiagnosticCodes.MissingKey && mistake.Message.Contains "lacks 'path'" then
                      $"{mistake.Path}=/data" ]

        let direct = ExperimentCompiler.Compile(file, sets, null)
        let folder = match Path.GetDirectoryName file with null -> "/" | folder -> folder
        Assert.Equal<string list>(planned direct, planned (ExperimentCompiler.CompileText(again, "<again>", folder, sets, null)))
        plans <- plans + (if isNull direct.Plan then 0 else 1)

    Assert.True(plans >= 6, $"{plans} of them are plans")

[<Fact>]
let What_cannot_be_read_is_told_with_its_place () =
    match Experiment.tryOfYaml "pivot: 1\nname: [a\n" with
    | Ok experiment -> failwith $"read {experiment}"
    | Error diagnostics ->
        let mistake = Assert.Single diagnostics
        Assert.Equal(DiagnosticCodes.Syntax, mistake.Code)

    let thrown = Assert.Throws<YamlException>(fun () -> Experiment.ofYaml "a: 1\na: 2\n" |> ignore)
    Assert.Contains("<yaml>:2:1: error PVT", thrown.Message)
    Assert.Throws<YamlException>(fun () -> Experiment.ofYaml "" |> ignore) |> ignore
    Assert.Throws<YamlException>(fun () -> Experiment.ofYaml "[1]" |> ignore) |> ignore
