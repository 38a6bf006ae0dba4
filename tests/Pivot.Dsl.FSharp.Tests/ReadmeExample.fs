module Pivot.Dsl.FSharp.Tests.ReadmeExample

let baseFolder = __SOURCE_DIRECTORY__

// The lines below stand in dsl/Pivot.Dsl.FSharp/README.md.
open Pivot.Dsl.FSharp

let sftOrDpo =
    experiment "sft-or-dpo" {
        question "Does DPO leave a better vision encoder behind than SFT?"
        data "scenes" (scenes { image_size 48; train 6000; test 1000; seed 11 })

        model "nano" {
            vision_tower (siglip { image_size 48; patch_size 8; width 96; depth 4; heads 4 })
            projector (mlp { depth 2 })
            language_model (qwen2 { width 96; depth 4; heads 4; kv_heads 2 })
        }

        stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 600 })

        stage "instruct" (sft {
            from "see"
            data "scenes.instruct"
            steps 600
            learning_rate (rates 1e-3 { vision_tower 2e-4 })
        })

        stage "post" (sft { from "instruct"; data "scenes.preference"; steps 120 })
        stage "linear" (linear_probe { from "post"; data "scenes.objects" })

        arm "sft" { }

        for strength in [ 0.05; 0.1; 0.5 ] do
            arm $"dpo-{strength}" { set "stages.post" (dpo { beta strength; learning_rate 1e-4 }) }

        arm "none" { remove "stages.post" }
        seeds { values [ 0; 1; 2 ]; from "post" }
        report { metrics [ "linear.top1" ] }
    }

let yaml = Experiment.toYaml sftOrDpo
let compilation = sftOrDpo |> Experiment.compile baseFolder [] None // a Pivot.Dsl.Plans.Compilation: the plan, or what is wrong
