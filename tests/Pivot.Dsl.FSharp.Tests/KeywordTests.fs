/// Holds the keywords to the compiler's table of keys, both ways.
module Pivot.Dsl.FSharp.Tests.KeywordTests

open System.Reflection
open Pivot.Dsl.FSharp
open Pivot.Dsl.Specs.Binding
open Xunit

let private keywords =
    match typeof<ScenesBuilder>.Assembly.GetType "Pivot.Dsl.FSharp.Keywords" with
    | null -> failwith "the module of the keywords has another name"
    | keywords -> keywords

/// The words a builder takes, those of its bases included; overloads count once.
let private operationsOf (builder: System.Type) =
    builder.GetMethods()
    |> Seq.collect (fun m -> m.GetCustomAttributes<CustomOperationAttribute>())
    |> Seq.map (fun a -> a.Name)
    |> Set.ofSeq

/// The builder that a keyword is (`siglip`) or gives (`model "nano"`).
let private builderOf (word: string) =
    match keywords.GetProperty word with
    | null ->
        match keywords.GetMethod word with
        | null -> failwith $"the language has the word '{word}', F# has not"
        | giving -> giving.ReturnType
    | property -> property.PropertyType

let private keysOf (shape: RecordShape) = Set.ofSeq shape.Keys.Keys

let private holds (expected: Set<string>) (word: string) =
    Assert.Equal<Set<string>>(expected, operationsOf (builderOf word))
    expected.Count

[<Fact>]
let Every_kind_of_stage_takes_its_keys () =
    let counts = [ for kind in Language.Stage.Variants -> holds (keysOf kind.Value |> Set.remove "kind") kind.Key ]
    Assert.Equal<int list>([ 18; 20; 23; 5; 6; 7; 11; 6 ], counts)

[<Fact>]
let Every_source_and_format_takes_its_keys () =
    let keysIn (shape: VariantShape) word =
        match shape.Variants.TryGetValue word with
        | true, keys -> keysOf keys |> Set.remove shape.Discriminator
        | _ -> Set.empty

    // One word stands for a source and for a view of a folder; which of its keys belongs to which, the compiler says.
    let words = Seq.append Language.Data.Variants.Keys Language.View.Variants.Keys |> Seq.distinct |> Seq.toList
    let singular key = if key = "views" then "view" else key
    let counts = [ for word in words -> holds (keysIn Language.Data word + keysIn Language.View word |> Set.map singular) word ]
    Assert.Equal<int list>([ 4; 2; 9; 9; 9; 7; 9; 10; 10; 8; 3; 7; 9; 9; 5; 8; 20; 9; 9; 7; 6 ], counts)

[<Fact>]
let Every_part_of_a_model_takes_its_keys () =
    Assert.Equal(6, holds (keysOf Language.Model) "model")

    for tower in [ "siglip"; "clip"; "dinov2" ] do
        Assert.Equal(11, holds (keysOf Language.VisionTower - set [ "arch"; "from" ]) tower) // `from` is a keyword in the place of `siglip`

    Assert.Equal(typeof<VisionTower>, builderOf "from")

    for projector in [ "mlp"; "linear"; "pixel_shuffle"; "resampler" ] do
        Assert.Equal(2, holds (keysOf Language.Projector - set [ "arch" ]) projector)

    for language in [ "qwen2"; "llama" ] do
        Assert.Equal(11, holds (keysOf Language.LanguageModel - set [ "arch" ]) language)

    for tokenizer in [ "word"; "pretrained" ] do
        Assert.Equal(4, holds (keysOf Language.Tokenizer - set [ "kind" ]) tokenizer)

    Assert.Equal(4, holds (keysOf Language.RopeScaling) "llama3")
    Assert.Equal(3, holds (keysOf Language.Images) "image_fit")
    Assert.Equal(5, holds (keysOf Language.Lora) "adapters")
    Assert.Equal(3, holds (keysOf Language.MpoWeights) "mpo")
    Assert.Equal(3, holds (keysOf Language.LearningRate - set [ "default" ]) "rates") // the default is its argument

[<Fact>]
let Every_section_takes_its_keys () =
    // `when` is a word of F#'s own.
    Assert.Equal(8, holds (keysOf Language.Sweep |> Set.map (fun key -> if key = "when" then "keep_when" else key)) "sweep")
    Assert.Equal(2, holds (keysOf Language.Seeds) "seeds")
    Assert.Equal(4, holds (keysOf Language.Claim) "claim")
    Assert.Equal(2, holds (keysOf Language.Report) "report")
    Assert.Equal(12, holds (keysOf Language.Run) "run")
    Assert.Equal(4, holds (keysOf Language.Schedule) "schedule")
    Assert.Equal(2, holds (set [ "set"; "remove" ]) "arm") // an arm's keys are paths
    Assert.Equal(2, holds (set [ "set"; "remove" ]) "point") // and so are a point's

[<Fact>]
let Distributions_and_tests_are_keywords () =
    // Each stands behind its path, so `over` needs no word of its own.
    let distributions = set [ "choice"; "int"; "uniform"; "log" ]
    Assert.Equal(6, holds (keysOf Language.Random - set [ "over" ] + distributions) "draws")
    let tests = set [ "not"; "above"; "at_least"; "below"; "at_most" ]
    Assert.Equal(7, holds (tests + set [ "equals"; "one_of" ]) "condition") // which YAML says by a scalar and a list

[<Fact>]
let Every_key_of_an_experiment_is_a_line_of_it () =
    let line (key: string) =
        match Language.Experiment.Keys[key] with
        | :? NamesShape when key = "vars" -> "var"
        | :? NamesShape as names when names.What <> "data source" -> names.What // `stage` for one of the stages
        | _ -> key

    let expected = Language.Experiment.Keys.Keys |> Seq.filter (fun key -> key <> "pivot" && key <> "name") |> Seq.map line |> Set.ofSeq

    let givesPart (t: System.Type) =
        t = typeof<Part> || t = typeof<SweepBuilder> || (match t.GetMethod "Run" with null -> false | run -> run.ReturnType = typeof<Part>)

    let found =
        [ for p in keywords.GetProperties() do
              yield p.Name, p.PropertyType
          for m in keywords.GetMethods(BindingFlags.Static ||| BindingFlags.Public ||| BindingFlags.DeclaredOnly) do
              if not m.IsSpecialName && not (m.Name.Contains '$') then // `var$W` is the compiler's own
                  yield m.Name, m.ReturnType ]
        |> List.filter (snd >> givesPart)
        |> List.map fst
        |> Set.ofList

    Assert.Equal<Set<string>>(expected, found)
    Assert.Equal(13, found.Count)

[<Fact>]
let No_builder_is_without_a_place_in_the_tests_above () =
    let builders =
        typeof<ScenesBuilder>.Assembly.GetTypes() |> Array.filter (fun t -> not t.IsAbstract && not (operationsOf t).IsEmpty)

    let stages, data, models, sections = 8, 15, 10, 10 // formats of annotations share a builder, and those of pairs in Parquet
    Assert.Equal(stages + data + models + sections, builders.Length)
