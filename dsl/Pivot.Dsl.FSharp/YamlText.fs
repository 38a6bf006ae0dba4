/// Values to YAML text that reads back as the same values: text that could be taken for anything else is quoted.
module internal Pivot.Dsl.FSharp.YamlText

open System
open System.Globalization
open System.Text

let private widestFlow = 140

// The same marks as the compiler's own writer leaves unquoted, so that a sweep's values are spelt alike in both.
let private plainMarks = " _-./+~?()=;"

/// Words that one or another reader of YAML takes for something else than text.
let private notText = set [ "null"; "true"; "false"; "yes"; "no"; "on"; "off"; "y"; "n" ]

/// Whether text is one of the words that one or another reader of YAML takes for something else than text.
let isAmbiguous (text: string) = notText.Contains(text.ToLowerInvariant())

let private quote (text: string) =
    let quoted = StringBuilder "\""

    for c in text do
        match c with
        | '"' -> quoted.Append "\\\""
        | '\\' -> quoted.Append "\\\\"
        | '\n' -> quoted.Append "\\n"
        | '\t' -> quoted.Append "\\t"
        | '\r' -> quoted.Append "\\r"
        | c when Char.IsControl c || c = '\u2028' || c = '\u2029' || c = '\ufeff' -> quoted.Append("\\u").Append((int c).ToString "x4")
        | c -> quoted.Append c
        |> ignore

    quoted.Append('"').ToString()

let private isPlain (text: string) =
    text.Length > 0
    && text[text.Length - 1] <> ' '
    && (Char.IsLetter text[0] || text[0] = '/' || text.StartsWith("./", StringComparison.Ordinal) || text.StartsWith("../", StringComparison.Ordinal))
    && text |> Seq.forall (fun c -> Char.IsLetterOrDigit c || plainMarks.Contains c)
    && not (isAmbiguous text)

let private word text = if isPlain text then text else quote text

/// The shortest text that reads back as the same number, and as a number that need not be whole.
let number (value: float) =
    let text = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant()
    if Double.IsInteger value && not (text.Contains 'e') then text + ".0" else text

/// Text with the place of every key that was written to it.
type private Writer() =
    let text = StringBuilder()
    let entries = ResizeArray<MapEntry>()
    let mutable line = 1
    let mutable lineStart = 0

    member _.Column = text.Length - lineStart + 1
    member _.Length = text.Length
    member _.Write(part: string) = text.Append part |> ignore

    member _.NewLine() =
        text.Append '\n' |> ignore
        line <- line + 1
        lineStart <- text.Length

    /// A key, then its value; remembers where both stand.
    member writer.Entry(key: Key, value: unit -> unit) =
        let column = writer.Column
        let at = entries.Count
        let start = line
        writer.Write(word key.Name)
        let keyEnd = writer.Column
        entries.Add { Line = start; Column = column; KeyEnd = keyEnd; EndLine = start; EndColumn = keyEnd; Place = key.Place }
        writer.Write ":"
        value ()
        // A value of several lines ends with the line break of its last one.
        let endLine, endColumn = if writer.Column = 1 then line - 1, Int32.MaxValue else line, writer.Column
        entries[at] <- { entries[at] with EndLine = endLine; EndColumn = endColumn }

    member _.Result: string * MapEntry list = text.ToString(), List.ofSeq entries

let private separated (writer: Writer) write items =
    items
    |> List.iteri (fun i item ->
        if i > 0 then
            writer.Write ", "

        write item)

let rec private inlined (writer: Writer) value =
    match value with
    | Value.Text text -> writer.Write(word text)
    | Value.Plain text -> writer.Write text
    | Value.Whole whole -> writer.Write(whole.ToString CultureInfo.InvariantCulture)
    | Value.Real real -> writer.Write(number real)
    | Value.Truth truth -> writer.Write(if truth then "true" else "false")
    | Value.Null -> writer.Write "null"
    | Value.List items ->
        writer.Write "["
        separated writer (inlined writer) items
        writer.Write "]"
    | Value.Map [] -> writer.Write "{}"
    | Value.Map keys ->
        writer.Write "{ "
        keys |> separated writer (fun (key, value) -> writer.Entry(key, fun () -> writer.Write " "; inlined writer value))
        writer.Write " }"

let private width value =
    let writer = Writer()
    inlined writer value
    writer.Length

let private isMap value =
    match value with
    | Value.Map(_ :: _) -> true
    | _ -> false

let rec private lines (writer: Writer) indent (keys: (Key * Value) list) =
    let fits inner = indent > 0 && not (List.exists (snd >> isMap) inner) && width (Value.Map inner) + indent <= widestFlow

    for key, value in keys do
        writer.Write(String(' ', indent))

        writer.Entry(
            key,
            fun () ->
                match value with
                | Value.Map(_ :: _ as inner) when not (fits inner) ->
                    writer.NewLine()
                    lines writer (indent + 2) inner
                | _ ->
                    writer.Write " "
                    inlined writer value
        )

        if writer.Column > 1 then
            writer.NewLine()

/// A map as a document, and where its keys stand: maps of maps indented, the others on one line where they fit.
let document (keys: (Key * Value) list) : string * MapEntry list =
    let writer = Writer()
    lines writer 0 keys
    writer.Result
