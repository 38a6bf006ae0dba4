/// Generated experiments as YAML text, by a printer that shares nothing with the front end's: one key a line, text in single quotes, numbers
/// in the spellings that people use.
module Pivot.Dsl.FSharp.Tests.SpecsAsYaml

open System
open System.Globalization
open Pivot.Dsl.FSharp.Tests.Specs

let private quoted (text: string) =
    if text.Contains '\n' then
        let escaped = text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")
        $"\"{escaped}\""
    else
        let doubled = text.Replace("'", "''")
        $"'{doubled}'"

/// `free`: whether a number may be spelt in any way. A sweep's and an arm's values are compared as they are written.
let rec private scalar (free: bool) tree =
    match tree with
    | Word text -> quoted text
    | Int whole -> string whole
    | Real real when free && real < 0.01 -> real.ToString("0.###e-0", CultureInfo.InvariantCulture)
    | Real real when free && Double.IsInteger real -> real.ToString("0", CultureInfo.InvariantCulture)
    | Real real when Double.IsInteger real -> real.ToString("0.0", CultureInfo.InvariantCulture)
    | Real real -> real.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant()
    | Bool truth -> if truth then "true" else "false"
    | Nothing -> "~"
    | Ref path -> quoted ("${" + path + "}")
    | Items items -> items |> List.map (scalar free) |> String.concat " , " |> sprintf "[ %s ]"
    | Keys keys -> keys |> List.map (fun (key, tree) -> $"{quoted key} : {scalar free tree}") |> String.concat ", " |> sprintf "{%s}"

let rec private lines free indent keys =
    [ for key, tree in keys do
          let start = String(' ', indent) + quoted key + ":"

          match tree with
          | Keys(_ :: _ as inner) ->
              start
              yield! lines free (indent + 3) inner
          | other -> $"{start}   {scalar free other}" ]

/// The experiment as text.
let text (experiment: (string * Tree) list) =
    [ "# generated"
      yield! lines false 0 [ for section in experiment do if fst section <> "stages" then section ]
      yield! lines true 0 [ for section in experiment do if fst section = "stages" then section ]
      "pivot: 1" ]
    |> String.concat "\n"
