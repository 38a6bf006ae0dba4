/// That the spec of every key has every key, in both of its spellings.
module Pivot.Dsl.FSharp.Tests.CoverageTests

open System.IO
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.FSharp
open Pivot.Dsl.Specs.Binding
open Pivot.Dsl.Yaml
open Xunit

/// What and key of everything the language has.
let rec private inLanguage (shape: Shape) : (string * string) list =
    match shape with
    | :? RecordShape as record -> [ for key in record.Keys -> record.What, key.Key ] @ [ for key in record.Keys do yield! inLanguage key.Value ]
    | :? VariantShape as variant -> [ for word in variant.Variants do yield! inLanguage word.Value ]
    | :? NamesShape as names -> inLanguage names.Item
    | :? ListShape -> [] // of sweeps, which are listed where they stand by themselves, and of points
    | _ -> []

/// What and key of everything that is written in a text.
let rec private inNode (shape: Shape) (node: Node) : (string * string) list =
    match shape, node with
    | :? RecordShape as record, (:? MapNode as map) ->
        [ for entry in map.Entries do
              record.What, entry.Name
              yield! inNode record.Keys[entry.Name] entry.Value ]
    | :? VariantShape as variant, (:? MapNode as map) ->
        match variant.Of map with
        | null -> failwith $"a {variant.What} of an unknown word"
        | shape -> inNode shape map
    | :? NamesShape as names, (:? MapNode as map) -> [ for entry in map.Entries do yield! inNode names.Item entry.Value ]
    | _ -> []

let private inText (text: string) =
    match YamlReader.Read(text, SourceText("<text>", "/"), DiagnosticBag()) with
    | null -> failwith "the text is not YAML"
    | root -> inNode Language.Experiment root |> Set.ofList

[<Fact>]
let The_twin_files_of_every_key_have_every_key () =
    let language = inLanguage Language.Experiment |> Set.ofList
    Assert.Equal(548, language.Count)
    let writable = language |> Set.remove ("stage of kind dpo", "model") // a DPO stage must have 'from', which excludes 'model'
    Assert.Equal<Set<string * string>>(writable, inText (File.ReadAllText(Path.Combine(Twins.twins, "every-key.yaml"))))
    Assert.Equal<Set<string * string>>(writable, inText (Experiment.toYaml EveryKey.everyKey))
