/// What a script that is run by `pivot` leaves behind: every experiment that it declares, as YAML and as a map back to the script.
module internal Pivot.Dsl.FSharp.Declared

open System
open System.IO
open System.Text.Json

/// The environment variable that names the folder to leave it in. Without it nothing is left: the script runs in an editor or a program.
let variable = "PIVOT_DECLARED"

let rec private writePlace (json: Utf8JsonWriter) (name: string) (place: Place option) =
    match place with
    | None -> ()
    | Some place ->
        json.WriteStartObject name
        json.WriteString("file", place.File)
        json.WriteNumber("line", place.Line)
        json.WriteStartArray "words"

        for word in place.Words do
            json.WriteStringValue word

        json.WriteEndArray()
        writePlace json "else" place.Else
        json.WriteEndObject()

/// Leaves an experiment in a file of its own.
let announce (experiment: Experiment) =
    match Environment.GetEnvironmentVariable variable with
    | null | "" -> ()
    | folder ->
        let yaml, entries = YamlText.document experiment.Keys
        let number = Directory.GetFiles(folder, "*.json").Length
        use file = File.Create(Path.Combine(folder, $"%04d{number}.json"))
        use json = new Utf8JsonWriter(file)
        json.WriteStartObject()
        json.WriteString("yaml", yaml)
        json.WriteStartArray "keys"

        for entry in entries do
            json.WriteStartObject()

            for name, number in
                [ "line", entry.Line; "column", entry.Column; "key_end", entry.KeyEnd; "end_line", entry.EndLine; "end_column", entry.EndColumn ] do
                json.WriteNumber(name, number)

            writePlace json "place" entry.Place
            json.WriteEndObject()

        json.WriteEndArray()
        json.WriteEndObject()

/// One file of those.
let read (file: string) : string * MapEntry list =
    use json = JsonDocument.Parse(File.ReadAllText file)
    let text (element: JsonElement) = element.GetString() |> Option.ofObj |> Option.defaultValue ""

    let rec placeAt (name: string) (element: JsonElement) : Place option =
        match element.TryGetProperty name with
        | true, place ->
            let words = [ for word in place.GetProperty("words").EnumerateArray() -> text word ]
            Some { File = text (place.GetProperty "file"); Line = place.GetProperty("line").GetInt32(); Words = words; Else = placeAt "else" place }
        | _ -> None

    let entry (element: JsonElement) =
        let number (name: string) = element.GetProperty(name).GetInt32()

        { Line = number "line"
          Column = number "column"
          KeyEnd = number "key_end"
          EndLine = number "end_line"
          EndColumn = number "end_column"
          Place = placeAt "place" element }

    text (json.RootElement.GetProperty "yaml"), [ for element in json.RootElement.GetProperty("keys").EnumerateArray() -> entry element ]
