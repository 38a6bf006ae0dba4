/// Where words stand on a line of a script. Columns begin at 1.
module internal Pivot.Dsl.FSharp.ScriptText

open System

let private isWordCharacter c = Char.IsLetterOrDigit c || c = '_' || c = '\''

/// Whether each character of a line is code: not within quotes and not in a comment.
let private code (line: string) =
    let isCode = Array.create line.Length true
    let mutable quoted = false
    let mutable at = 0

    while at < line.Length do
        if quoted then
            isCode[at] <- false

            if line[at] = '\\' && at + 1 < line.Length then
                isCode[at + 1] <- false
                at <- at + 1
            elif line[at] = '"' then
                quoted <- false
        elif line[at] = '"' then
            isCode[at] <- false
            quoted <- true
        elif line[at] = '/' && at + 1 < line.Length && line[at + 1] = '/' then
            Array.fill isCode at (line.Length - at) false
            at <- line.Length

        at <- at + 1

    isCode

/// Every column at which a word of code, or a text with its quotes, stands.
let columnsOf (word: string) (line: string) : int list =
    let isCode = code line

    let stands at =
        word[0] = '"'
        || (isCode[at]
            && (at = 0 || not (isWordCharacter line[at - 1]))
            && (at + word.Length = line.Length || not (isWordCharacter line[at + word.Length])))

    let rec from start =
        match line.IndexOf(word, start, StringComparison.Ordinal) with
        | -1 -> []
        | at -> (if stands at then [ at + 1 ] else []) @ from (at + 1)

    from 0

/// First and last (excluded) column of what is written on a line without the blanks around it.
let written (line: string) : int * int = line.Length - line.TrimStart().Length + 1, line.TrimEnd().Length + 1

/// First and last (excluded) column of the value behind a keyword or path that ends at a column: the text that is looked for if it stands
/// there, or else what comes next: quoted text, brackets, or one word.
let valueBehind (column: int) (looked: string list) (line: string) : int * int =
    let behind = line.Substring(min line.Length (column - 1))

    let found =
        looked
        |> List.filter (fun text -> text <> "" && text.Trim() = text)
        |> List.tryPick (fun text -> columnsOf text behind |> List.tryHead |> Option.map (fun at -> at, text.Length))

    let next () =
        let start = behind.Length - behind.TrimStart().Length
        let text = behind.Substring start

        let length =
            if text = "" then
                0
            elif text[0] = '"' then
                match text.IndexOf('"', 1) with
                | -1 -> text.Length
                | close -> close + 1
            elif text[0] = '(' || text[0] = '[' then
                let depths = text |> Seq.scan (fun depth c -> if "([{".Contains c then depth + 1 elif ")]}".Contains c then depth - 1 else depth) 0

                match depths |> Seq.skip 1 |> Seq.tryFindIndex ((=) 0) with
                | Some close -> close + 1
                | None -> text.TrimEnd().Length
            else
                match text.IndexOfAny [| ' '; ';'; ')'; '}'; ']' |] with
                | -1 -> text.Length
                | close -> close

        start + 1, length

    let at, length = found |> Option.defaultWith next
    column + at - 1, column + at - 1 + length
