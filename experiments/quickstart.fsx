// quickstart.yaml in F#: the same experiment and the same plan, `pivot plan experiments/quickstart.fsx`.
// The next line is for editors, once the project is built; pivot gives a script its own Pivot.Dsl.FSharp.
#r "../dsl/Pivot.Dsl.FSharp/bin/Debug/net10.0/Pivot.Dsl.FSharp.dll"

open Pivot.Dsl.FSharp

let calm = [ 0.9; 0.98 ] // for small batches
let reading = [ "projector"; "language_model" ]

experiment "quickstart" {
    question
        "After the same instruction tuning, does DPO or SFT on the same preference pairs leave the better model and the better vision encoder behind?"

    data "scenes" (scenes { image_size 48; train 4000; test 500; seed 11 })

    model "nano" {
        vision_tower (siglip { image_size 48; patch_size 8; width 96; depth 4; heads 2 })
        projector (mlp { depth 2 })
        language_model (qwen2 { width 96; depth 3; heads 2 })
    }

    // Pretraining: images and captions find each other.
    stage "see" (contrastive { model "nano"; data "scenes.captions"; steps 600; batch_size 24; betas calm })

    // The language model learns to read the encoder, which stays as it is: its features are computed once and read by both stages.
    stage "align" (sft { from "see"; data "scenes.captions"; train reading; steps 350; batch_size 16; betas calm })
    stage "instruct" (sft { from "align"; data "scenes.instruct"; turns "independent"; train reading; steps 1600; batch_size 16; betas calm })

    // What is compared: everything is trained, on the same pairs.
    stage "post" (sft { from "instruct"; data "scenes.preference"; steps 100; batch_size 32; learning_rate 1e-4; evaluate_every 20 })

    stage "vqa" (benchmark { from "post"; data "scenes.test" })
    stage "linear" (linear_probe { from "post"; data "scenes.objects" })
    stage "knn" (knn_probe { from "post"; data "scenes.objects" })
    stage "segment" (segmentation_probe { from "post"; data "scenes.masks"; epochs 100; learning_rate 3e-3 })
    stage "gradient" (gradient_map { from "post"; data "scenes.grounded" })

    arm "sft" { }
    arm "dpo" { set "stages.post" (dpo { beta 0.1; learning_rate 5e-5 }) }
    arm "none" { remove "stages.post" }

    seeds { values [ 0; 1 ]; from "post" }

    // Said before the run, judged by the report.
    claim "dpo-sees-better" { metric "linear.top1"; expect "dpo > sft" }
    claim "dpo-answers-alike" { metric "vqa.accuracy"; expect "dpo = sft"; margin 0.03; confidence 0.9 }

    report { metrics [ "vqa.accuracy"; "linear.top1"; "knn.top1"; "segment.miou"; "gradient.in_mask" ] }
}
