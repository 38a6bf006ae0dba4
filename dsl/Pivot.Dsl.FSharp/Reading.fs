/// YAML text to values, through the reader that the compiler reads files with.
module internal Pivot.Dsl.FSharp.Reading

open System.Globalization
open System.Text.RegularExpressions
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.Yaml

// What the compiler could take for a number, or refuse as an ambiguous one: it must stay without quotes.
let private likeNumber = Regex(@"^[-+]?\.?[0-9][0-9A-Za-z_.+-]*$", RegexOptions.CultureInvariant)

let private plain (text: string) =
    match System.Int64.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) with
    | true, whole when whole.ToString CultureInfo.InvariantCulture = text -> Value.Whole whole
    | _ ->
        match System.Double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture) with
        | true, real when YamlText.number real = text && likeNumber.IsMatch text -> Value.Real real
        | _ when text = "true" || text = "false" -> Value.Truth(text = "true")
        | _ when likeNumber.IsMatch text || YamlText.isAmbiguous text -> Value.Plain text
        | _ -> Value.Text text

let rec private valueOf (node: Node) =
    match node with
    | node when node.IsNull -> Value.Null
    | :? ScalarNode as scalar when scalar.IsPlain -> plain scalar.Value
    | :? ScalarNode as scalar -> Value.Text scalar.Value
    | :? ListNode as list -> list.Items |> Seq.map valueOf |> Seq.toList |> Value.List
    | :? MapNode as map -> Value.Map(keysOf map)
    | broken -> failwith $"{broken.Describe()} at {broken.Span} was read without a diagnostic"

and private keysOf (map: MapNode) = [ for entry in map.Entries -> Key.Of entry.Name, valueOf entry.Value ]

/// The keys of a text's top map, or what is wrong with the text.
let keys (text: string) : Result<(Key * Value) list, DiagnosticBag> =
    let name = "<yaml>"
    let bag = DiagnosticBag()
    bag.AddText(name, text)

    match YamlReader.Read(text, SourceText(name, "/"), bag) with
    | _ when bag.HasErrors -> Error bag
    | :? MapNode as map -> Ok(keysOf map)
    | other ->
        let found = match other with null -> "an empty text" | node -> node.Describe()
        bag.Error(DiagnosticCodes.NotAnExperiment, SourceSpan(name, 1, 1, 1, 1), "", $"a spec is a map of 'pivot', 'name', 'data', 'models', 'stages'; found {found}")
        Error bag
