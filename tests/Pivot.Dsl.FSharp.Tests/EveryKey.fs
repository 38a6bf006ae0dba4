/// Twins/every-key.yaml in F#.
module Pivot.Dsl.FSharp.Tests.EveryKey

open Pivot.Dsl.FSharp

let everyKey =
    experiment "every-key" {
        question "Is every key of the language a keyword: yes, or no?"
        extends "./base.yaml"
        var "width" 64
        var "rate" 0.002
        var "parts" [ "projector" ]

        data "scenes" (scenes { image_size 32; train 600; test 100; seed 12 })
        data "talks" (llava { path "talks/train.json"; images "talks/pictures"; limit 50; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "texts" (captions { path "texts.jsonl"; images "pictures"; limit 51; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "pairs" (preference { path "pairs.jsonl"; images "pictures"; limit 52; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "exam" (questions { path "exam.jsonl"; images "pictures"; limit 53; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "rated" (vlfeedback { path "vlf.jsonl"; images "pictures"; limit 54; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "chats" (sharegpt { path "chats.json"; images "pictures"; limit 55; ranking true; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "mix" (llava_mixture { path "mix.yaml"; root "/data"; images "/data/pictures"; seed 3; placeholder "error"; too_long "drop"; unreadable "drop"; text_only "drop"; multi_image "error" })
        data "sample" (mmpr { path "MMPR/meta.json"; images "MMPR"; count 20000; seed 777; longest 1500; tokenizer "/hf/qwen"; too_long "drop" })
        data "flowers" (image_folder { path "flowers"; train "learn"; test "try" })

        data "roads" (masks {
            path "roads"
            train_images "a"
            train_masks "b"
            test_images "c"
            test_masks "d"
            classes [ "road"; "sky" ]
            ignore 255
        })

        data "orders" (instructions { path "orders.jsonl"; images "pictures"; limit 71; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "coco" (coco_captions { path "coco.jsonl"; images "pictures"; limit 72; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "letters" (mmbench { path "mm.tsv"; limit 73; suffix "Answer: A, B or C?"; unreadable "drop" })
        data "yesno" (pope { path "pope"; images "coco"; limit 74; suffix ""; unreadable "drop"; text_only "drop"; multi_image "drop" })
        data "hallu" (rlhf_v { path "rv.parquet"; files "a*"; images "pictures"; limit 75; image "picture"; id "idx"; unreadable "drop"; too_long "drop" })
        data "feedback" (rlaif_v { path "rl"; files "b*"; images "pictures"; limit 76; image "picture"; id "idx"; unreadable "drop"; too_long "drop" })
        data "asked" (parquet { path "asked"; rows "questions"; files "c*"; images "pictures"; limit 77; image "picture"; id "idx"; question "query"; answer "reply"; group "type"; unreadable "drop" })
        data "chosen" (parquet { path "chosen"; rows "preference"; chosen "better"; rejected "worse"; too_long "drop" })
        data "json" (parquet { path "json"; rows "preference"; text "object" })
        data "spoken" (parquet { path "spoken"; rows "conversations"; conversations "messages" })
        data "sorted" (parquet { path "sorted"; rows "labels"; label "class"; train "t*"; test "v*" })
        data "inet" (imagenet { path "in"; train "learn"; test "try"; labels "val.txt"; per_class 50; seed 6 })
        data "ade" (ade20k { path "ade"; train "learn"; test "try"; classes [ "other"; "wall" ]; other "class" })

        data "files" (folder {
            path "/data/files"
            view "talks" (llava { file "talks.json"; images "pictures"; limit 60; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "texts" (captions { file "texts.json"; images "pictures"; limit 61; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "pairs" (preference { file "pairs.json"; images "pictures"; limit 62; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "exam" (questions { file "exam.json"; images "pictures"; limit 63; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "rated" (vlfeedback { file "vlf.jsonl"; images "pictures"; limit 64; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "chats" (sharegpt { file "chats.json"; images "pictures"; limit 65; ranking false; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "mix" (llava_mixture { file "mix.yaml"; root "rows"; images "pictures"; seed 4; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "sample" (mmpr { file "meta.json"; images "all"; count 10; seed 5; longest 100; tokenizer "qwen"; too_long "truncate" })
            view "flowers" (image_folder { train "learn"; test "try" })

            view "roads" (masks {
                train_images "a"
                train_masks "b"
                test_images "c"
                test_masks "d"
                classes [ "true"; "12"; "a: b"; "null" ]
                ignore 0
            })

            view "orders" (instructions { file "orders.jsonl"; images "pictures"; limit 71; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "coco" (coco_captions { file "coco.jsonl"; images "pictures"; limit 72; placeholder "error"; too_long "truncate"; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "letters" (mmbench { file "mm.tsv"; limit 73; suffix "Answer: A, B or C?"; unreadable "drop" })
            view "yesno" (pope { file "pope"; images "coco"; limit 74; suffix ""; unreadable "drop"; text_only "drop"; multi_image "drop" })
            view "hallu" (rlhf_v { file "rv.parquet"; files "a*"; images "pictures"; limit 75; image "picture"; id "idx"; unreadable "drop"; too_long "drop" })
            view "feedback" (rlaif_v { file "rl"; files "b*"; images "pictures"; limit 76; image "picture"; id "idx"; unreadable "drop"; too_long "drop" })
            view "asked" (parquet { file "asked"; rows "questions"; files "c*"; images "pictures"; limit 77; image "picture"; id "idx"; question "query"; answer "reply"; group "type"; unreadable "drop" })
            view "chosen" (parquet { file "chosen"; rows "preference"; chosen "better"; rejected "worse"; too_long "drop" })
            view "json" (parquet { file "json"; rows "preference"; text "object" })
            view "spoken" (parquet { file "spoken"; rows "conversations"; conversations "messages" })
            view "sorted" (parquet { file "sorted"; rows "labels"; label "class"; train "t*"; test "v*" })
            view "inet" (imagenet { file "in"; train "learn"; test "try"; labels "val.txt"; per_class 50; seed 6 })
            view "ade" (ade20k { file "ade"; train "learn"; test "try"; classes [ "other"; "wall" ]; other "class" })
        })

        model "nano" {
            vision_tower (siglip { image_size 32; patch_size 8; width (value_of "width"); depth 3; heads 2; mlp_width 100; feature_layer -2 })
            projector (mlp { depth 2 })

            language_model (qwen2 {
                width 64
                depth 2
                heads 4
                kv_heads 2
                mlp_width 120
                tie_embeddings false
                rope_theta 5000
                max_length 256
            })

            tokenizer (word { data [ "scenes.instruct"; "files.talks" ]; max_words 900 })
        }

        model "student" {
            vision_tower (from "stages.post")
            projector (mlp { depth 2 })
            language_model (qwen2 { width 64; depth 1; heads 2 })
            tokenizer Tokenizer.byte
        }

        model "ready" { vision_tower (siglip { checkpoint "tower" }) }

        model "large" {
            vision_tower (dinov2 { width 48; registers 4; mlp "swiglu"; tokens "all" })
            projector (linear { })

            language_model (llama {
                width 60
                heads 4
                head_dim 16
                rope_scaling (llama3 { factor 4; low_frequency 1; high_frequency 2.5; original_length 512 })
            })

            tokenizer (word { template "plain" })
            images (image_fit { aspect "pad" })
        }

        model "published" {
            vision_tower (clip { checkpoint "models/openai/clip-vit-large-patch14-336" })
            projector (resampler { factor 3 })
            language_model (qwen2 { checkpoint "models/Qwen/Qwen2.5-1.5B-Instruct"; max_length 8192 })
            tokenizer (pretrained { path "models/Qwen/Qwen2.5-0.5B-Instruct"; template "qwen_1_5" })
            images (image_fit { aspect "anyres"; grid [ [ 336; 672 ]; [ 672; 336 ] ]; most_tiles 4 })
        }

        model "whole" { checkpoint "llava" }

        stage "see" (contrastive {
            model "nano"
            data "scenes.captions"
            seed 3
            train [ "vision_tower" ]
            steps 10
            batch_size 16
            accumulate 2
            learning_rate (rates 0.001 { vision_tower 0.0002 })
            warmup 0.1
            schedule "linear"
            weight_decay 0.05
            betas [ 0.8; 0.95 ]
            clip_norm 2.5
            evaluate_every 5
            checkpoint_every 4
            loss "siglip"
        })

        stage "look" (contrastive { from "see"; data "files.texts"; epochs 0.25 })

        stage "align" (sft {
            from "see"
            data "texts"
            seed 4
            train (value_of "parts")
            epochs 1.5
            batch_size 20
            accumulate 4
            learning_rate (value_of "rate")
            warmup 0
            schedule "constant"
            weight_decay 0
            betas [ 0.9; 0.99 ]
            clip_norm 1.5
            evaluate_every 6
            checkpoint_every 3
            turns "independent"
            template "plain"
            lora (adapters { rank 4; alpha 8; dropout 0.05; parts [ "projector" ]; targets [ "linear_1" ] })
        })

        stage "post" (sft {
            from "align"
            data "pairs"
            steps 12
            learning_rate (rates 0.001 { vision_tower 0.0001; projector 0.003; language_model 0.0004 })
        })

        stage "prefer" (dpo {
            from "post"
            data "files.pairs"
            seed 5
            train [ "language_model" ]
            steps 7
            batch_size 24
            accumulate 3
            learning_rate (rates 1e-5 { language_model 2e-6 })
            warmup 0.2
            schedule "cosine"
            weight_decay 0.02
            betas [ 0.7; 0.98 ]
            clip_norm 3
            evaluate_every 0
            checkpoint_every 0
            beta 0.3
            reference "align"
            loss "mpo"
            label_smoothing 0.1
            weights (mpo { preference 0.7; quality 0.3; generation 0.5 })
            lora (adapters { parts [ "language_model" ] })
        })

        stage "prefer_long" (dpo { from "post"; data "scenes.preference"; epochs 2 })
        stage "reuse" (sft { model "student"; data "talks"; steps 9 })
        stage "vqa" (benchmark { from "prefer"; data "exam"; max_new_tokens 9; batch_size 50 })
        stage "fresh" (benchmark { model "nano"; data "files.exam" })
        stage "linear" (linear_probe { from "prefer"; data "birds"; features "projector"; c [ 0.1; 1; 10 ] })
        stage "linear_fresh" (linear_probe { model "nano"; data "flowers"; layer -1 })
        stage "knn" (knn_probe { from "prefer"; data "files.flowers"; features "projector"; k 7; temperature 0.1 })
        stage "knn_fresh" (knn_probe { model "nano"; data "scenes.objects"; layer -1 })

        stage "knn_ready" (knn_probe { model "ready"; data "scenes.objects" })

        stage "segment" (segmentation_probe {
            from "prefer"
            data "roads"
            seed 6
            features "projector"
            hidden 0
            epochs 3
            batch_size 10
            learning_rate 0.01
            pictures 2
        })

        stage "segment_fresh" (segmentation_probe { model "nano"; data "files.roads"; layer -1 })
        stage "gradient" (gradient_map { from "prefer"; data "scenes.grounded"; objective "dpo"; questions 20; pictures 3 })
        stage "gradient_fresh" (gradient_map { model "nano"; data "scenes.grounded" })

        arm "plain" { }

        arm "wide" {
            set "models.nano.vision_tower.mlp_width" 128
            set "models.student.vision_tower" (from "stages.align")
            set "models.nano.language_model.tie_embeddings" true
        }

        arm "sft" {
            set "stages.prefer" (sft { turns "sequential" })
            remove "stages.look"
        }

        arm "other" {
            set "stages.see.learning_rate" (rates 0.005 { vision_tower 0.006 })
            set "stages.align.learning_rate" 0.007
            set "stages.align.train" [ "vision_tower"; "projector" ]
            set "stages.align.schedule" "linear"
            set "stages.linear.c" [ 1; 10 ]
            set "stages.prefer.betas" [ 0.6; 0.9 ]
            remove "stages.prefer.reference"
            set "data.exam.limit" Value.Null
        }

        sweep {
            grid "models.nano.vision_tower.depth" [ 2; 3 ]
            grid "stages.align.clip_norm" [ 0.5; 1.25 ]
            grid "stages.vqa.max_new_tokens" [ 4; 5 ]
            zip "stages.knn.k" [ 5; 9 ]
            zip "stages.knn.temperature" [ 0.05; 0.2 ]
            list [ point { set "stages.post.warmup" 0.2; remove "stages.gradient.objective" }; point { } ]

            random (draws {
                count 2
                seed 8
                log "stages.reuse.learning_rate" 1e-4 1e-2
                uniform "stages.reuse.weight_decay" 0 0.5
                int "stages.reuse.batch_size" 8 32
                choice "stages.reuse.schedule" [ "cosine"; "linear" ]
            })

            product [ sweep { grid "stages.segment.hidden" [ 0; 16 ] } ]
            sum [ sweep { }; sweep { grid "stages.gradient.questions" [ 10 ] } ]

            keep_when [
                condition { above "stages.align.clip_norm" 0.25; at_most "stages.align.clip_norm" 1 }
                condition { one_of "arm" [ "plain"; "wide" ] }
            ]

            exclude (condition { equals "arm" "wide"; not "stages.knn.k" [ 9 ] })
        }

        seeds { values [ 3L; 5L; 40000000000L ]; from "align" }
        claim "prefers" { metric "vqa.accuracy"; expect "wide > plain"; margin 0.01; confidence 0.9 }
        report { template "ablation"; metrics [ "vqa.accuracy"; "linear.top1"; "segment.miou" ] }

        run {
            gpus 1
            memory "40GB"
            timeout "8h"
            retries 2
            window "22:00-07:00"
            priority 60
            budget "40 gpu-hours"
            deadline "14h"
            max_failures 5
            out_of_memory "halve"
            order "depth"
            notify [ "me@lab.org"; "webhook" ]
        }

        schedule { cron "0 22 * * 1-5"; time_zone "Asia/Seoul"; misfire "every"; overlap "queue" }
    }
