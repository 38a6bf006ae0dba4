/// Twins/quickstart.yaml in F#.
module Pivot.Dsl.FSharp.Tests.Quickstart

open Pivot.Dsl.FSharp

let quickstart =
    experiment "quickstart" {
        question "After the same instruction tuning, does DPO or SFT on the same preference pairs leave the better model and the better vision encoder behind?"

        data "scenes" (scenes { image_size 48; train 4000; test 500; seed 11 })

        model "nano" {
            vision_tower (siglip { image_size 48; patch_size 8; width 96; depth 4; heads 4 })
            projector (mlp { depth 2 })
            language_model (qwen2 { width 96; depth 3; heads 4; kv_heads 2 })
        }

        stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 300; batch_size 64; learning_rate 1e-3 })
        stage "align" (sft { from "see"; data "scenes.captions"; train [ "projector"; "language_model" ]; steps 100; learning_rate 2e-3 })

        stage "instruct" (sft {
            from "align"
            data "scenes.instruct"
            turns "independent"
            steps 600
            learning_rate (rates 1e-3 { vision_tower 5e-4 })
        })

        stage "post" (sft { from "instruct"; data "scenes.preference"; steps 80; learning_rate 2e-4 })
        stage "vqa" (benchmark { from "post"; data "scenes.test" })
        stage "linear" (linear_probe { from "post"; data "scenes.objects" })
        stage "knn" (knn_probe { from "post"; data "scenes.objects" })
        stage "segment" (segmentation_probe { from "post"; data "scenes.masks" })
        stage "gradient" (gradient_map { from "post"; data "scenes.grounded" })

        arm "sft" { }
        arm "dpo" { set "stages.post" (dpo { beta 0.1; learning_rate 5e-5 }) }
        arm "none" { remove "stages.post" }

        seeds { values [ 0; 1 ]; from "post" }
        report { template "ablation"; metrics [ "vqa.accuracy"; "linear.top1"; "knn.top1"; "segment.miou"; "gradient.in_mask" ] }
    }
