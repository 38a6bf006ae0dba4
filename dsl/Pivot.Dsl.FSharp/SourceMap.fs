/// From the YAML text of an experiment back to the script that it was written in.
module internal Pivot.Dsl.FSharp.SourceMap

open System
open System.Collections.Generic
open System.IO
open System.Text.RegularExpressions
open Pivot.Dsl.Diagnostics
open Pivot.Dsl.Plans

/// Where a key stands in its script.
type private Spot =
    { File: string
      Line: int
      Column: int
      EndColumn: int
      Text: string }

let private linesOf (file: string) : string[] =
    try
        File.ReadAllLines file
    with :? IOException | :? UnauthorizedAccessException | :? ArgumentException ->
        [||] // a compiled experiment whose source has moved: its lines are still known, their columns are not

/// Every key's spot. F# told the line; a word that stands on it n times was written n times, and the keys come in the order they were written.
let private spots (entries: MapEntry list) : MapEntry -> Spot option =
    let texts = Dictionary<string, string[]>()
    let found = Dictionary<Place, Spot>(HashIdentity.Reference)
    let seen = Dictionary<struct (string * int * string), int>()

    let lineOf (place: Place) =
        if not (texts.ContainsKey place.File) then
            texts[place.File] <- linesOf place.File

        Array.tryItem (place.Line - 1) texts[place.File] |> Option.defaultValue ""

    let spotAt (place: Place) (column, endColumn) =
        { File = place.File; Line = place.Line; Column = column; EndColumn = endColumn; Text = lineOf place }

    let rec spotOf (place: Place) =
        match place.Words |> List.map (fun word -> word, ScriptText.columnsOf word (lineOf place)) |> List.tryFind (snd >> List.isEmpty >> not) with
        | Some(word, columns) ->
            let key = struct (place.File, place.Line, word)
            let before = match seen.TryGetValue key with | true, count -> count | _ -> 0
            seen[key] <- before + 1
            let column = columns[before % columns.Length]
            Some(spotAt place (column, column + word.Length))
        | None -> place.Else |> Option.bind spotOf

    for entry in entries do
        match entry.Place with
        | Some place when not (found.ContainsKey place) ->
            found[place] <- spotOf place |> Option.defaultWith (fun () -> spotAt place (ScriptText.written (lineOf place)))
        | _ -> ()

    fun entry -> entry.Place |> Option.map (fun place -> found[place])

let private covers (span: SourceSpan) (entry: MapEntry) =
    let starts = entry.Line < span.Line || (entry.Line = span.Line && entry.Column <= span.Column)
    starts && (span.EndLine < entry.EndLine || (span.EndLine = entry.EndLine && span.EndColumn <= entry.EndColumn))

/// The text of a YAML span on one line, and as F# writes it if it is text.
let private lookedFor (yaml: string[]) (span: SourceSpan) =
    if span.EndLine <> span.Line || span.EndColumn <= span.Column then
        []
    else
        let text = yaml[span.Line - 1].Substring(span.Column - 1, min (span.EndColumn - span.Column) (yaml[span.Line - 1].Length - span.Column + 1))
        [ $"\"{text}\""; text ]

/// Compiles the YAML text of an experiment, and tells what is wrong with it where it was written.
/// `name`: of the YAML text, in angle brackets. `shown`: how a script's full path is shown.
let compile (yaml: string, entries: MapEntry list) name baseFolder (sets: string list) inspector (shown: string -> string) : Compilation =
    let compiled = ExperimentCompiler.CompileText(yaml, name, baseFolder, sets, inspector)

    if entries |> List.forall (fun entry -> entry.Place.IsNone) then
        compiled
    else
        let spotOf = spots entries
        let yamlLines = yaml.Split '\n'
        let home = entries |> List.tryPick spotOf

        let span (file: string) (spot: Spot) (column, endColumn) = SourceSpan(file, spot.Line, column, spot.Line, endColumn)

        let back (written: SourceSpan) =
            if written.File <> name then
                written
            else
                // The innermost key that holds all of it and was written somewhere; a missing key of the whole is told at the experiment's name.
                match entries |> List.filter (covers written) |> List.filter (spotOf >> Option.isSome) |> List.tryLast with
                | Some entry ->
                    let spot = (spotOf entry).Value
                    let isKey = written.Line = entry.Line && written.Column < entry.KeyEnd

                    if isKey then
                        span (shown spot.File) spot (spot.Column, spot.EndColumn)
                    else
                        span (shown spot.File) spot (ScriptText.valueBehind spot.EndColumn (lookedFor yamlLines written) spot.Text)
                | None ->
                    match home with
                    | Some spot -> span (shown spot.File) spot (spot.Column, spot.EndColumn)
                    | None -> written

        // The hint of a key that is written twice names a second place.
        let backInText (text: string | null) =
            match text with
            | null -> null
            | text ->
                Regex.Replace(
                    text,
                    @"line (\d+), column (\d+)",
                    fun found ->
                        let line, column = int found.Groups[1].Value, int found.Groups[2].Value
                        let there = back (SourceSpan(name, line, column, line, column))
                        $"line {there.Line}, column {there.Column}"
                )

        let bag = DiagnosticBag()

        for diagnostic in compiled.Diagnostics do
            let notes = [ for note in diagnostic.Notes -> DiagnosticNote(back note.Span, note.Message) ]
            let hint = if diagnostic.Span.File = name then backInText diagnostic.Hint else diagnostic.Hint
            bag.Add(Diagnostic(diagnostic.Code, diagnostic.Severity, back diagnostic.Span, diagnostic.Path, diagnostic.Message, hint, Notes = notes))

        let files =
            [ for diagnostic in compiled.Diagnostics do
                  diagnostic.Span.File
                  for note in diagnostic.Notes do
                      note.Span.File ]

        for file in List.distinct files do
            match compiled.Diagnostics.TextOf file with
            | null -> ()
            | text -> bag.AddText(file, text)

        for file in entries |> List.choose spotOf |> List.map (fun spot -> spot.File) |> List.distinct do
            bag.AddText(shown file, String.Join('\n', linesOf file))

        // What is told of the plan later asks the compilation for its places.
        Compilation(compiled.Plan, bag, Root = compiled.Root, WrittenAt = back)
