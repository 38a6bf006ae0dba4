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
    && not (notText.Contains(text.ToLowerInvariant()))

let private word text = if isPlain text then text else quote text

// "R" is the shortest text that reads back as the same number.
let private number (value: float) = value.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant()

let rec private inlined value =
    match value with
    | Value.Text text -> word text
    | Value.Whole whole -> whole.ToString CultureInfo.InvariantCulture
    | Value.Real real -> number real
    | Value.Truth truth -> if truth then "true" else "false"
    | Value.Null -> "null"
    | Value.List items -> items |> List.map inlined |> String.concat ", " |> sprintf "[%s]"
    | Value.Map [] -> "{}"
    | Value.Map keys -> keys |> List.map (fun (key, value) -> $"{word key}: {inlined value}") |> String.concat ", " |> sprintf "{ %s }"

let private isMap value =
    match value with
    | Value.Map(_ :: _) -> true
    | _ -> false

let rec private lines indent (keys: (string * Value) list) =
    let fits inner = indent > 0 && not (List.exists (snd >> isMap) inner) && (inlined (Value.Map inner)).Length + indent <= widestFlow

    keys
    |> List.collect (fun (key, value) ->
        let start = String(' ', indent) + word key + ":"

        match value with
        | Value.Map(_ :: _ as inner) when not (fits inner) -> start :: lines (indent + 2) inner
        | _ -> [ $"{start} {inlined value}" ])

/// A map as a document: maps of maps indented, the others on one line where they fit.
let document (keys: (string * Value) list) = lines 0 keys |> List.map (fun line -> line + "\n") |> String.concat ""
