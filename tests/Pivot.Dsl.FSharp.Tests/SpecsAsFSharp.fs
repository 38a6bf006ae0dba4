/// Generated experiments through the keywords: every key calls the member that the F# compiler calls for it in a script.
module Pivot.Dsl.FSharp.Tests.SpecsAsFSharp

#nowarn "3261" // reflection gives what may be null; a null would fail the tests

open System
open System.Collections.Generic
open System.Reflection
open Pivot.Dsl.FSharp.Tests.Specs
open Pivot.Dsl.FSharp

/// What stands behind a keyword: a tree that is a value, or a part that has been built.
type private Argument =
    | Plain of Tree
    | Built of obj
    | Several of obj list

let private keywords =
    match typeof<ScenesBuilder>.Assembly.GetType "Pivot.Dsl.FSharp.Keywords" with
    | null -> failwith "the module of the keywords has another name"
    | keywords -> keywords

let private given (name: string) (result: obj | null) : obj = match result with null -> failwith $"{name} gave nothing" | found -> found

/// The builder that a keyword is, or gives for a name.
let private builder (word: string) (name: string option) : obj =
    match name with
    | None -> match keywords.GetProperty word with null -> failwith $"no keyword {word}" | property -> property.GetValue null |> given word
    | Some name -> match keywords.GetMethod word with null -> failwith $"no keyword {word}" | giving -> giving.Invoke(null, [| box name |]) |> given word

let private operations = Dictionary<struct (Type * string), MethodInfo list>()

let private operationsOf (kind: Type) (word: string) =
    match operations.TryGetValue(struct (kind, word)) with
    | true, found -> found
    | _ ->
        let found = kind.GetMethods() |> Array.filter (fun m -> m.GetCustomAttributes<CustomOperationAttribute>() |> Seq.exists (fun a -> a.Name = word)) |> List.ofArray
        if found.IsEmpty then failwith $"{kind.Name} has no keyword {word}"
        operations[struct (kind, word)] <- found
        found

let private words items = items |> List.map (function Word text -> Some text | _ -> None)
let private all (items: 'T option list) = if List.forall Option.isSome items then Some(List.map Option.get items) else None

/// The argument as a type that a member takes, as F# would convert it; None where F# would refuse it.
let rec private converted (wanted: Type) (argument: Argument) : obj option =
    let wholes items = items |> List.map (function Int whole -> Some whole | _ -> None) |> all
    let reals items = items |> List.map (function Real real -> Some real | Int whole -> Some(float whole) | _ -> None) |> all

    match argument with
    | Plain(Word text) when wanted = typeof<string> -> Some(box text)
    | Plain(Int whole) when wanted = typeof<int> -> Some(box whole)
    | Plain(Real real) when wanted = typeof<float> -> Some(box real)
    | Plain(Bool truth) when wanted = typeof<bool> -> Some(box truth)
    | Plain(Int whole) when wanted = typeof<Whole> -> Some(box (Whole.op_Implicit whole))
    | Plain(Int whole) when wanted = typeof<Number> -> Some(box (Number.op_Implicit whole))
    | Plain(Real real) when wanted = typeof<Number> -> Some(box (Number.op_Implicit real))
    | Plain(Bool truth) when wanted = typeof<Truth> -> Some(box (Truth.op_Implicit truth))
    | Plain(Items items) when wanted = typeof<string list> -> words items |> all |> Option.map box
    | Plain(Items items) when wanted = typeof<int list> -> wholes items |> Option.map box
    | Plain(Items items) when wanted = typeof<float list> -> if (wholes items).IsSome then None else reals items |> Option.map box
    | Plain(Items items) when wanted = typeof<bool list> -> items |> List.map (function Bool truth -> Some truth | _ -> None) |> all |> Option.map box
    | Plain(Items items) when wanted = typeof<string list list> ->
        items |> List.map (function Items inner -> words inner |> all | _ -> None) |> all |> Option.map box
    | Plain(Ref path) when wanted = typeof<Reference> || wanted = typeof<IValue> -> Some(box (value_of path))
    | Plain(Ref path) when wanted = typeof<string> -> Some(box (Reference.op_Implicit (value_of path)))
    | Plain(Ref path) when wanted = typeof<Whole> -> Some(box (Whole.op_Implicit (value_of path)))
    | Plain(Ref path) when wanted = typeof<Number> -> Some(box (Number.op_Implicit (value_of path)))
    | Plain(Ref path) when wanted = typeof<Truth> -> Some(box (Truth.op_Implicit (value_of path)))
    | Built part when wanted.IsInstanceOfType part -> Some part
    | Several(first :: _ as parts) when wanted = typedefof<_ list>.MakeGenericType(first.GetType()) ->
        let item = first.GetType()
        let cons = wanted.GetMethod "Cons" |> Option.ofObj |> Option.get
        let empty = (wanted.GetProperty "Empty" |> Option.ofObj |> Option.get).GetValue null
        List.foldBack (fun (part: obj) rest -> cons.Invoke(null, [| part; rest |])) parts empty |> Option.ofObj |> Option.filter (fun _ -> item = parts[0].GetType())
    | _ -> None

/// One line in braces.
let private line (target: obj) (block: obj) (word: string) (arguments: Argument list) : obj =
    let tried (method: MethodInfo) =
        if method.IsGenericMethodDefinition then
            None // takes parts of any one type; the members for lists of a value's type come first
        else
            // The block, the arguments, the line.
            let wanted = method.GetParameters() |> Array.map (fun p -> p.ParameterType)

            if wanted.Length <> arguments.Length + 2 then
                None
            else
                arguments |> List.mapi (fun i argument -> converted wanted[i + 1] argument) |> all
                |> Option.map (fun values -> method.Invoke(target, [| block; yield! values; null |]) |> given word)

    match operationsOf (target.GetType()) word |> List.tryPick tried with
    | Some block -> block
    | None -> failwith $"no member for {word} {arguments}"

/// Braces: the builder's lines, closed.
let private braces (target: obj) (lines: (string * Argument list) list) : obj =
    let kind = target.GetType()
    let start = (kind.GetMethod "Yield" |> Option.ofObj |> Option.get).Invoke(target, [| null |]) |> given "Yield"
    let block = lines |> List.fold (fun block (word, arguments) -> line target block word arguments) start
    let run = kind.GetMethod "Run" |> Option.ofObj |> Option.get
    run.Invoke(target, Array.append [| block |] (Array.create (run.GetParameters().Length - 1) null)) |> given "Run"

let private values keys = [ for key, tree in keys -> key, [ Plain tree ] ]
let private wordOf (key: string) keys = keys |> List.pick (function (k, Word word) when k = key -> Some word | _ -> None)
let private without key keys = keys |> List.filter (fst >> (<>) key)

let private rated tree : Argument =
    match tree with
    | Keys(("default", Real fallback) :: parts) -> Built(braces (rates fallback) (values parts))
    | other -> Plain other

let private stageOf keys =
    braces (builder (wordOf "kind" keys) None) [ for key, tree in without "kind" keys -> key, [ (if key = "learning_rate" then rated tree else Plain tree) ] ]

let rec private sourceOf kind keys =
    let lines =
        [ for key, tree in without kind keys do
              match key, tree with
              | "views", Keys views -> for name, view in views do match view with Keys keys -> "view", [ Plain(Word name); Built(sourceOf "format" keys) ] | _ -> ()
              | _ -> key, [ Plain tree ] ]

    braces (builder (wordOf kind keys) None) lines

let private modelOf name keys =
    let part key keys =
        match key, keys with
        | "tokenizer", [ "kind", Word "byte" ] -> box Tokenizer.byte
        | "tokenizer", keys -> braces (builder (wordOf "kind" keys) None) (values (without "kind" keys))
        | _ -> braces (builder (wordOf "arch" keys) None) (values (without "arch" keys))

    braces (builder "model" (Some name)) [ for key, tree in keys do match tree with Keys keys -> key, [ Built(part key keys) ] | other -> key, [ Plain other ] ]

let private overrides keys =
    [ for path, tree in keys do
          match tree with
          | Nothing -> "remove", [ Plain(Word path) ]
          | Keys keys -> "set", [ Plain(Word path); Built(stageOf keys) ]
          | value -> "set", [ Plain(Word path); Plain value ] ]

let private conditionOf keys =
    braces (builder "condition" None) [
        for path, tree in keys do
            match tree with
            | Keys tests -> for word, bound in tests do word, [ Plain(Word path); Plain bound ]
            | Items _ -> "one_of", [ Plain(Word path); Plain tree ]
            | value -> "equals", [ Plain(Word path); Plain value ]
    ]

let private keysOf tree = match tree with Keys keys -> keys | other -> failwith $"{other} is no map"
let private itemsOf tree = match tree with Items items -> items | other -> failwith $"{other} is no list"

let rec private sweepOf keys : obj =
    let axes word keys = [ for path, values in keys -> word, [ Plain(Word path); Plain values ] ]

    let lines (key, tree) : (string * Argument list) list =
        match key with
        | "grid" | "zip" -> axes key (keysOf tree)
        | "list" -> [ "list", [ Several [ for point in itemsOf tree -> braces (builder "point" None) (overrides (keysOf point)) ] ] ]
        | "random" ->
            let draws =
                [ for key, tree in keysOf tree do
                      if key <> "over" then
                          key, [ Plain tree ]
                      else
                          for path, distribution in keysOf tree do
                              match keysOf distribution with
                              | [ "choice", values ] -> "choice", [ Plain(Word path); Plain values ]
                              | [ word, Items [ low; high ] ] -> word, [ Plain(Word path); Plain low; Plain high ]
                              | other -> failwith $"{other} is no distribution" ]

            [ "random", [ Built(braces (builder "draws" None) draws) ] ]
        | "product" | "sum" -> [ key, [ Several [ for member' in itemsOf tree -> sweepOf (keysOf member') ] ] ]
        | "when" | "exclude" ->
            let word = if key = "when" then "keep_when" else key
            match tree with
            | Items conditions -> [ word, [ Several [ for condition in conditions -> conditionOf (keysOf condition) ] ] ]
            | condition -> [ word, [ Built(conditionOf (keysOf condition)) ] ]
        | other -> failwith $"a sweep has no {other}"

    braces (builder "sweep" None) (List.collect lines keys)

/// The experiment in F#.
let written (tree: (string * Tree) list) : Experiment =
    // `var` is inline, so its overloads are chosen here as they are in a script.
    let variable name value : Part =
        match value with
        | Int whole -> var name whole
        | Real real -> var name real
        | Bool truth -> var name truth
        | Word text -> var name text
        | Items(Word _ :: _ as items) -> var name (words items |> all |> Option.get)
        | Items items -> var name [ for item in items do match item with Real real -> real | other -> failwith $"{other} among reals" ]
        | other -> failwith $"no variable is {other}"

    let lines key tree : Part list =
        match key with
        | "question" -> [ (match tree with Word text -> question text | other -> failwith $"{other} is no question") ]
        | "vars" -> [ for name, value in keysOf tree -> variable name value ]
        | "data" -> [ for name, source in keysOf tree -> data name (sourceOf "source" (keysOf source) :?> Source) ]
        | "models" -> [ for name, model in keysOf tree -> modelOf name (keysOf model) :?> Part ]
        | "stages" -> [ for name, body in keysOf tree -> stage name (stageOf (keysOf body) :?> Stage) ]
        | "arms" -> [ for name, arm in keysOf tree -> braces (builder "arm" (Some name)) (overrides (keysOf arm)) :?> Part ]
        | "claims" -> [ for name, claim in keysOf tree -> braces (builder "claim" (Some name)) (values (keysOf claim)) :?> Part ]
        | section -> [ braces (builder section None) (values (keysOf tree)) :?> Part ]

    let target = experiment (wordOf "name" tree)

    let parts =
        [ for key, tree in without "name" tree do
              if key = "sweep" then
                  yield! target.Yield(sweepOf (keysOf tree) :?> Sweep)
              else
                  for part in lines key tree do
                      yield! target.Yield part ]

    target.Run parts
