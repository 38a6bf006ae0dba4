/// Twins/easy-vqa.yaml in F#. The folder's path is given by `--set data.vqa.path=DIR`.
module Pivot.Dsl.FSharp.Tests.EasyVqa

open Pivot.Dsl.FSharp

let easyVqa =
    experiment "easy-vqa" {
        question "On the same preference pairs, does DPO or SFT answer easy-VQA's test questions better?"

        data "vqa" (folder {
            view "instruct" (llava { file "train_llava_multiturn.json" })
            view "preference" (preference { file "train_preference.jsonl" })
            view "test" (questions { file "test.jsonl" })
        })

        model "small" {
            vision_tower (siglip { image_size 64; patch_size 8; width 96; depth 4; heads 4 })
            projector (mlp { depth 2 })
            language_model (qwen2 { width 96; depth 3; heads 4; kv_heads 2 })
        }

        stage "instruct" (sft {
            model "small"
            data "vqa.instruct"
            turns "independent"
            epochs 12
            batch_size 32
            learning_rate 1e-3
            warmup 0.05
        })

        stage "post" (sft { from "instruct"; data "vqa.preference"; epochs 0.5; batch_size 64; learning_rate 2e-4 })
        stage "vqa" (benchmark { from "post"; data "vqa.test"; batch_size 128 })

        arm "sft" { }
        arm "dpo" { set "stages.post" (dpo { beta 0.1; learning_rate 5e-5 }) }

        report { template "ablation"; metrics [ for group in [ ""; ".color"; ".shape"; ".yesno" ] -> $"vqa.accuracy{group}" ] }
    }
