/// Random experiments as plain trees: what the tests write as YAML by a printer of their own, and as F# through the keywords' own members.
module Pivot.Dsl.FSharp.Tests.Specs

open System

/// A value of a generated experiment.
type Tree =
    | Word of string
    | Int of int
    | Real of float
    | Bool of bool
    | Nothing
    /// `${...}`, the value of a variable or of a path.
    | Ref of string
    | Items of Tree list
    | Keys of (string * Tree) list

/// Which of the language's parts are generated.
type Parts = { Sweeps: bool; Variables: bool }

type private Source(seed: int) =
    let random = Random seed
    /// Whether values may be references to the variables of `variables`.
    member val Refers = false with get, set
    member _.Below(n: int) = random.Next n
    member _.Chance(percent: int) = random.Next 100 < percent
    member r.Of(items: 'T list) = items[r.Below items.Length]
    member r.Between(low, high) = low + r.Below(high - low + 1)

    /// Some of the items, in their order.
    member r.Some(percent, items: 'T list) = items |> List.filter (fun _ -> r.Chance percent)

    /// A rate with few digits, so that it has several spellings; now and then a whole number.
    member r.Rate() = r.Of [ 1e-5; 3e-4; 1e-3; 0.5; 0.25; 2e-2; 0.1 ]

let private variables =
    [ "rows", Int 8; "rate", Real 1e-3; "kinds", Items [ Word "a"; Word "b" ]; "said", Word "cosine"; "on", Bool false; "moments", Items [ Real 0.9; Real 0.95 ] ]

/// A value, or now and then a reference to a variable in its place.
let private or' (r: Source) name plain = if r.Refers && r.Chance 25 then Ref name else plain

let private maybe (r: Source) percent key value = if r.Chance percent then [ key, value () ] else []

let private scenes (r: Source) =
    Keys([ "source", Word "scenes" ] @ maybe r 70 "image_size" (fun () -> Int 48) @ maybe r 60 "train" (fun () -> Int(r.Between(100, 6000)))
         @ maybe r 60 "test" (fun () -> Int(r.Between(50, 900))) @ maybe r 50 "seed" (fun () -> Int(r.Below 99)))

let private annotations (r: Source) kind word file =
    Keys([ kind, Word word; file, Word(r.Of [ "a/b.json"; "./rows.jsonl"; "/data/set 1/rows.json"; "10%.json"; "null.json"; "a: b.json" ]) ]
         @ maybe r 40 "images" (fun () -> Word "pictures") @ maybe r 40 "limit" (fun () -> Int(r.Between(1, 500))))

let private model (r: Source) =
    let heads = r.Of [ 1; 2; 4 ]
    let width = heads * r.Of [ 16; 24; 32 ]
    let kv = r.Of [ 1; heads ]

    Keys(
        [ "vision_tower",
          Keys([ "arch", Word "siglip" ] @ [ "image_size", Int 48 ] @ maybe r 50 "patch_size" (fun () -> Int(r.Of [ 4; 8; 12; 16 ]))
               @ [ "width", Int width; "depth", Int(r.Between(1, 5)); "heads", Int heads ] @ maybe r 20 "mlp_width" (fun () -> Int(r.Between(32, 200)))
               @ maybe r 20 "feature_layer" (fun () -> Int -1))
          "projector", Keys([ "arch", Word "mlp" ] @ maybe r 50 "depth" (fun () -> Int 2))
          "language_model",
          Keys([ "arch", Word "qwen2"; "width", Int width; "depth", Int(r.Between(1, 4)); "heads", Int heads ] @ maybe r 50 "kv_heads" (fun () -> Int kv)
               @ maybe r 20 "mlp_width" (fun () -> Int(r.Between(32, 200))) @ maybe r 30 "tie_embeddings" (fun () -> or' r "on" (Bool(r.Chance 50)))
               @ maybe r 20 "rope_theta" (fun () -> r.Of [ Int 5000; Real 1e6; Real 12500.5 ]) @ maybe r 30 "max_length" (fun () -> Int(r.Of [ 256; 512 ]))) ]
        @ maybe r 40 "tokenizer" (fun () ->
            if r.Chance 50 then Keys [ "kind", Word "byte" ]
            else Keys([ "kind", Word "word" ] @ [ "data", Items [ Word "world.instruct" ] ] @ maybe r 50 "max_words" (fun () -> Int(r.Between(100, 4000)))))
    )

let private rates (r: Source) =
    if r.Chance 50 then Real(r.Rate())
    else Keys([ "default", Real(r.Rate()) ] @ (r.Some(50, [ "vision_tower"; "projector"; "language_model" ]) |> List.map (fun part -> part, Real(r.Rate()))))

let private training (r: Source) kind start data (lengths: int) more =
    Keys(
        [ "kind", Word kind ] @ start @ [ "data", Word data ] @ maybe r 20 "seed" (fun () -> Int(r.Below 50))
        @ (if r.Chance lengths then [ "steps", Int(r.Between(12, 600)) ] else [ "epochs", r.Of [ Int 2; Real 1.5; Real 3.0 ] ])
        @ maybe r 40 "batch_size" (fun () -> or' r "rows" (Int(r.Of [ 8; 16; 24 ]))) @ maybe r 20 "accumulate" (fun () -> Int(r.Of [ 1; 2; 4 ]))
        @ maybe r 50 "learning_rate" (fun () -> or' r "rate" (rates r)) @ maybe r 30 "warmup" (fun () -> r.Of [ Int 0; Real 0.1; Real 0.05 ])
        @ maybe r 30 "schedule" (fun () -> or' r "said" (Word(r.Of [ "cosine"; "linear"; "constant" ]))) @ maybe r 20 "weight_decay" (fun () -> r.Of [ Int 0; Real 0.05 ])
        @ maybe r 30 "betas" (fun () -> or' r "moments" (Items [ Real 0.9; Real(r.Of [ 0.95; 0.98; 0.999 ]) ])) @ maybe r 20 "clip_norm" (fun () -> r.Of [ Int 1; Real 2.5 ])
        @ maybe r 20 "evaluate_every" (fun () -> Int(r.Below 20)) @ maybe r 20 "checkpoint_every" (fun () -> Int(r.Below 20)) @ more
    )

let private probe (r: Source) start =
    let features = maybe r 20 "features" (fun () -> Word "encoder") @ maybe r 20 "layer" (fun () -> Int -1)

    match r.Below 5 with
    | 0 -> Keys([ "kind", Word "benchmark" ] @ start @ [ "data", Word "world.test" ] @ maybe r 40 "max_new_tokens" (fun () -> Int(r.Between(2, 20))) @ maybe r 40 "batch_size" (fun () -> Int 32))
    | 1 -> Keys([ "kind", Word "linear_probe" ] @ start @ [ "data", Word "world.objects" ] @ features @ maybe r 40 "c" (fun () -> Items [ Real 0.1; Real 1.0; Real 10.0 ]))
    | 2 -> Keys([ "kind", Word "knn_probe" ] @ start @ [ "data", Word "world.objects" ] @ features @ maybe r 40 "k" (fun () -> Int(r.Between(1, 20))) @ maybe r 40 "temperature" (fun () -> Real 0.07))
    | 3 ->
        Keys([ "kind", Word "segmentation_probe" ] @ start @ [ "data", Word "world.masks" ] @ maybe r 20 "seed" (fun () -> Int 4) @ features @ maybe r 30 "hidden" (fun () -> or' r "vars.rows" (Int(r.Of [ 0; 16 ])))
             @ maybe r 30 "epochs" (fun () -> Int(r.Between(1, 50))) @ maybe r 30 "batch_size" (fun () -> Int 10) @ maybe r 30 "learning_rate" (fun () -> Real(r.Rate())) @ maybe r 30 "pictures" (fun () -> Int 2))
    | _ ->
        Keys([ "kind", Word "gradient_map" ] @ start @ [ "data", Word "world.grounded" ] @ maybe r 30 "objective" (fun () -> Word "sft") @ maybe r 30 "questions" (fun () -> Int(r.Between(1, 30)))
             @ maybe r 30 "pictures" (fun () -> Int 3))

/// Axes that fit every generated experiment: path, values.
let private axes (r: Source) =
    [ "stages.tune.learning_rate", [ Real 1e-3; Real 2e-3; Real 5e-4 ]
      "stages.post.steps", [ Int 5; Int 7; Int 11 ]
      "models.small.vision_tower.depth", [ Int 2; Int 3 ]
      "stages.see.schedule", [ Word "cosine"; Word "linear" ]
      "stages.tune.turns", [ Word "sequential"; Word "independent" ]
      "stages.tune.train", [ Items [ Word "projector" ]; Items [ Word "projector"; Word "language_model" ] ] ]
    |> List.sortBy (fun _ -> r.Below 1000)

let private gridOf axes = Keys(axes |> List.map (fun (path, values) -> path, Items values))

/// Members over different paths, then the conditions.
let private sweep (r: Source) (arms: string list) all =
    let axes = axes r
    let take n from = axes |> List.skip from |> List.truncate n

    if not all then
        Keys [ "grid", gridOf (take (r.Between(1, 2)) 0) ]
    else
        let members =
            [ "grid", fun () -> gridOf (take 1 0)
              "zip", fun () -> gridOf (take 2 1 |> List.map (fun (path, values) -> path, List.truncate 2 values))
              "list", fun () -> Items [ Keys(take 1 3 |> List.map (fun (path, values) -> path, values.Head)); Keys [] ]
              "random",
              fun () ->
                  Keys [ "count", Int(r.Between(1, 3)); "seed", Int(r.Below 9)
                         "over", Keys [ "stages.see.weight_decay", Keys [ "uniform", Items [ Real 0.01; Real 0.1 ] ]
                                        "stages.tune.weight_decay", Keys [ "log", Items [ Real 1e-4; Real 1e-1 ] ]
                                        "stages.see.evaluate_every", Keys [ "int", Items [ Int 1; Int 30 ] ]
                                        "stages.see.loss", Keys [ "choice", Items [ Word "siglip" ] ] ] ]
              "product", fun () -> Items [ Keys [ "grid", gridOf (take 1 4) ]; Keys [] ]
              "sum", fun () -> Items [ Keys [ "grid", gridOf (take 1 5) ]; Keys [] ] ]

        let conditions =
            // No arm may lose all of its points: an axis has at most one value below 6, and what is written is above it.
            let steps = Keys [ "stages.post.steps", Keys [ "above", Int 0; "at_most", Real 9999.5 ] ]
            let few = "stages.post.steps", Keys [ "below", Int 6; "at_least", Int 1 ]

            if arms.IsEmpty then
                maybe r 30 "when" (fun () -> steps) @ maybe r 30 "exclude" (fun () -> Keys [ few ])
            else
                maybe r 30 "when" (fun () -> if r.Chance 50 then steps else Items [ Keys [ "arm", Keys [ "not", Word(List.last arms) ] ]; Keys [ "arm", Word arms.Head ]; steps ])
                @ maybe r 30 "exclude" (fun () -> Keys [ "arm", Items(List.map Word arms); few ])

        Keys((r.Some(28, members) |> List.map (fun (key, tree) -> key, tree ())) @ conditions)

/// An experiment that compiles, drawn from a seed.
let generate (parts: Parts) (seed: int) : (string * Tree) list =
    let r = Source seed
    r.Refers <- parts.Variables && r.Chance 50

    let data =
        [ "world", scenes r ]
        @ maybe r 25 "talks" (fun () -> annotations r "source" (r.Of [ "llava"; "captions"; "preference"; "questions" ]) "path")
        @ maybe r 20 "birds" (fun () -> Keys([ "source", Word "image_folder"; "path", Word "birds" ] @ maybe r 50 "train" (fun () -> Word "learn")))
        @ maybe r 20 "roads" (fun () ->
            Keys [ "source", Word "masks"; "path", Word "roads"; "train_images", Word "a"; "train_masks", Word "b"; "test_images", Word "c"; "test_masks", Word "d"
                   "classes", Items [ Word "road"; Word "12"; Word "no"; Word "1.0" ]; "ignore", Int 255 ])
        @ maybe r 30 "files" (fun () ->
            Keys [ "source", Word "folder"; "path", Word "/data/files"
                   "views", Keys([ "talks", annotations r "format" "llava" "file" ] @ maybe r 50 "pairs" (fun () -> annotations r "format" "preference" "file")) ])

    let probes = [ for i in 1 .. r.Below 4 -> $"probe{i}", probe r [ "from", Word(r.Of [ "see"; "tune"; "post" ]) ] ]
    let tune = training r "sft" [ "from", Word "see" ] "world.instruct" 80 (maybe r 40 "turns" (fun () -> Word(r.Of [ "sequential"; "independent" ])))

    let stages =
        [ "see", training r "contrastive" [ "model", Word "small" ] "world.captions" 80 (maybe r 30 "loss" (fun () -> Word "siglip"))
          "tune", tune
          "post", training r (r.Of [ "sft"; "dpo" ]) [ "from", Word "tune" ] "world.preference" 100 [] ]
        @ probes

    let arms =
        [ "plain", Keys []
          "more", Keys [ "stages.post.batch_size", or' r "rows" (Int(r.Of [ 8; 16 ])) ]
          "dpo",
          Keys [ "stages.post", Keys([ "kind", Word "dpo"; "beta", Real(r.Of [ 0.05; 0.1; 1.0 ]) ] @ maybe r 40 "learning_rate" (fun () -> rates r))
                 match tune with
                 | Keys keys when List.exists (fst >> (=) "seed") keys -> "stages.tune.seed", Nothing
                 | _ -> "stages.tune.seed", Int 8 ]
          "1e-3", Keys [ "stages.see.clip_norm", r.Of [ Int 3; Real 3.5 ]; "models.small.language_model.tie_embeddings", Bool true ] ]

    let arms = arms.Head :: r.Some(50, arms.Tail)
    let hasArms = r.Chance 70
    let metric = Word "see.loss"

    [ "name", Word $"generated-{seed}" ]
    @ maybe r 50 "question" (fun () -> Word(r.Of [ "Why?"; "Is it: so?"; "yes"; "\"Quoted\" and #hashed"; "12"; "two\nlines"; "눈 \\ {a}, [b]" ]))
    @ (if r.Refers then [ "vars", Keys variables ] else [])
    @ [ "data", Keys data; "models", Keys [ "small", model r ]; "stages", Keys stages ]
    @ (if hasArms then [ "arms", Keys arms ] else [])
    @ (if hasArms && List.exists (fst >> (=) "more") arms && r.Chance 70 then
           [ "claims", Keys [ "better", Keys([ "metric", metric; "expect", Word(r.Of [ "more > plain"; "plain < more" ]) ] @ maybe r 50 "margin" (fun () -> r.Of [ Int 0; Real 0.01 ])
                                             @ maybe r 50 "confidence" (fun () -> Real 0.9)) ] ]
       else [])
    @ maybe r 60 "sweep" (fun () -> sweep r (if hasArms then List.map fst arms else []) parts.Sweeps)
    @ maybe r 50 "seeds" (fun () ->
        Keys([ "values", (if r.Chance 50 then Int(r.Between(1, 3)) else Items [ Int 0; Int 4 ]) ] @ maybe r 50 "from" (fun () -> Word "post")))
    @ maybe r 40 "report" (fun () -> Keys([ "template", Word "ablation" ] @ maybe r 60 "metrics" (fun () -> Items [ metric ])))
    @ maybe r 30 "run" (fun () ->
        Keys(maybe r 50 "gpus" (fun () -> Int 1) @ maybe r 50 "memory" (fun () -> Word "40GB") @ maybe r 50 "timeout" (fun () -> Word "8h") @ maybe r 50 "retries" (fun () -> Int 2)
             @ maybe r 50 "window" (fun () -> Word "22:00-07:00") @ maybe r 50 "priority" (fun () -> Int 60) @ maybe r 50 "budget" (fun () -> Word "40 gpu-hours")
             @ maybe r 30 "deadline" (fun () -> Word "1d2h") @ maybe r 30 "max_failures" (fun () -> Int(r.Between(1, 20))) @ maybe r 30 "out_of_memory" (fun () -> Word "halve")
             @ maybe r 30 "order" (fun () -> Word(r.Of [ "breadth"; "depth" ])) @ maybe r 30 "notify" (fun () -> Items(r.Of [ [ Word "webhook" ]; [ Word "me@lab.org"; Word "webhook" ] ]))))
    @ maybe r 30 "schedule" (fun () -> Keys([ "cron", Word "0 22 * * 1-5" ] @ maybe r 50 "time_zone" (fun () -> Word "Asia/Seoul")
             @ maybe r 30 "misfire" (fun () -> Word(r.Of [ "once"; "every"; "skip" ])) @ maybe r 30 "overlap" (fun () -> Word(r.Of [ "skip"; "queue"; "replace" ]))))
