namespace Pivot.Dsl.Diagnostics;

/// <summary>What other tools and papers call the keys of the language, in one table: written without underscores, in small letters.</summary>
internal static class OtherTools
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["lr"] = ["learning_rate"], ["rate"] = ["learning_rate"], ["baselr"] = ["learning_rate"],
        ["bs"] = ["batch_size"], ["batch"] = ["batch_size"], ["perdevicetrainbatchsize"] = ["batch_size"], ["minibatchsize"] = ["batch_size"],
        ["wd"] = ["weight_decay"], ["decay"] = ["weight_decay"],
        ["gradaccum"] = ["accumulate"], ["gradientaccumulation"] = ["accumulate"], ["gradientaccumulationsteps"] = ["accumulate"],
        ["gradclip"] = ["clip_norm"], ["maxgradnorm"] = ["clip_norm"], ["gradientclipping"] = ["clip_norm"],
        ["warmupratio"] = ["warmup"], ["warmupsteps"] = ["warmup"],
        ["scheduler"] = ["schedule"], ["lrscheduler"] = ["schedule"], ["lrschedulertype"] = ["schedule"], ["lrschedule"] = ["schedule"],
        ["numepochs"] = ["epochs"], ["numtrainepochs"] = ["epochs"], ["maxepochs"] = ["epochs"],
        ["numsteps"] = ["steps"], ["maxsteps"] = ["steps"], ["iterations"] = ["steps"], ["iters"] = ["steps"],
        ["adambetas"] = ["betas"], ["evalevery"] = ["evaluate_every"], ["evalsteps"] = ["evaluate_every"],
        ["saveevery"] = ["checkpoint_every"], ["savesteps"] = ["checkpoint_every"],
        ["hiddensize"] = ["width", "hidden"], ["hiddendim"] = ["width", "hidden"], ["embeddim"] = ["width"], ["dim"] = ["width"], ["dmodel"] = ["width"],
        ["numlayers"] = ["depth"], ["numhiddenlayers"] = ["depth"], ["nlayers"] = ["depth"], ["layers"] = ["depth"],
        ["numheads"] = ["heads"], ["nheads"] = ["heads"], ["numattentionheads"] = ["heads"],
        ["numkvheads"] = ["kv_heads"], ["numkeyvalueheads"] = ["kv_heads"],
        ["intermediatesize"] = ["mlp_width"], ["ffndim"] = ["mlp_width"], ["mlpdim"] = ["mlp_width"],
        ["tiewordembeddings"] = ["tie_embeddings"], ["maxpositionembeddings"] = ["max_length"], ["maxseqlen"] = ["max_length"], ["contextlength"] = ["max_length"],
        ["visionfeaturelayer"] = ["feature_layer"], ["resolution"] = ["image_size"], ["imgsize"] = ["image_size"],
        ["lm"] = ["language_model"], ["llm"] = ["language_model"], ["textmodel"] = ["language_model"],
        ["vit"] = ["vision_tower"], ["encoder"] = ["vision_tower"], ["visionencoder"] = ["vision_tower"], ["visionmodel"] = ["vision_tower"],
        ["connector"] = ["projector"], ["adapter"] = ["projector"], ["mmprojector"] = ["projector"], ["multimodalprojector"] = ["projector"],
        ["architecture"] = ["arch"], ["type"] = ["kind", "source", "format", "arch"], ["dataset"] = ["data"], ["datasets"] = ["data"], ["basemodel"] = ["model", "from"],
        ["ref"] = ["reference"], ["refmodel"] = ["reference"], ["maxtokens"] = ["max_new_tokens"], ["vocabsize"] = ["max_words"],
        ["variants"] = ["arms"], ["ablations"] = ["arms"], ["replicates"] = ["seeds"], ["hypotheses"] = ["claims"], ["resources"] = ["run"], ["variables"] = ["vars"],
        ["ignoreindex"] = ["ignore"], ["cron"] = ["schedule"], ["timezone"] = ["time_zone"], ["tz"] = ["time_zone"],
        ["oom"] = ["out_of_memory"], ["catchup"] = ["misfire"], ["concurrencypolicy"] = ["overlap"], ["email"] = ["notify"], ["emails"] = ["notify"], ["maxtime"] = ["deadline"],
        // words that stand for values
        ["supervised"] = ["sft"], ["finetune"] = ["sft"], ["preferenceoptimization"] = ["dpo"], ["clip"] = ["clip_norm", "contrastive"], ["pretrain"] = ["contrastive"],
        ["knn"] = ["knn_probe"], ["linear"] = ["linear_probe"], ["segmentation"] = ["segmentation_probe"], ["gradcam"] = ["gradient_map"], ["eval"] = ["benchmark"],
    };

    /// <summary>Every key and word that some name stands for.</summary>
    public static IEnumerable<string> Meant => Names.Values.SelectMany(meant => meant);

    /// <summary>The keys or words of the language that a name may stand for, the likeliest first.</summary>
    /// <param name="bare">The name in small letters, without underscores and hyphens.</param>
    public static IReadOnlyList<string> Of(string bare) => Names.GetValueOrDefault(bare, []);
}
