using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>What a stage does with each part of its model; it mirrors what the runner's stages load, run and train.</summary>
/// <param name="Form">The modules it has in memory.</param>
/// <param name="Run">Blocks of the vision tower that are run.</param>
/// <param name="Tower">The vision tower.</param>
/// <param name="Text">The text tower.</param>
/// <param name="Projector">The projector.</param>
/// <param name="Language">The language model.</param>
/// <param name="Lora">Adapters, which are trained while the weights they stand beside are not.</param>
internal sealed record StageUse(ModelForm Form, int Run, PartUse Tower, PartUse Text, PartUse Projector, PartUse Language, LoraSpec? Lora = null)
{
    private static readonly StageUse None = new(ModelForm.None, 0, PartUse.Idle, PartUse.Idle, PartUse.Idle, PartUse.Idle);

    /// <summary>Operations of one sample in a training step, or where nothing is trained in its one pass, by the passes each part takes.</summary>
    public long Flops(ModuleNode root) => Sum(root, use => use.Passes) + (Lora is null ? 0 : LoraNodes.Flops(root)); // an adapter's own pass to its weights

    /// <summary>Operations of one sample's forward pass.</summary>
    public long ForwardFlops(ModuleNode root) => Sum(root, use => use.Runs ? 1 : 0);

    /// <summary>The use of a node by its stage.</summary>
    public static StageUse Of(PlanNode node, Plan plan)
    {
        if (node.Model is not { } model) return None;
        int run = ModelWidths.BlocksRead(model.VisionTower);
        return node.Spec switch
        {
            ContrastiveSpec s => new(ModelForm.Pair, model.VisionTower.Depth, Own(Trains(s, Parts.VisionTower)), Own(s.Train.Count == 0), PartUse.Idle, PartUse.Idle),
            TrainingStageSpec s => Training(s, run, node.Parents.ContainsKey(ParentRoles.Features)),
            GradientMapSpec => new(ModelForm.Multimodal, run, PartUse.Forward, PartUse.Idle, PartUse.Forward, PartUse.Through),
            FeaturesSpec s => Features(s, node, plan, model.VisionTower),
            BenchmarkSpec or ReferenceLogProbabilitiesSpec => new(ModelForm.Multimodal, run, PartUse.Forward, PartUse.Idle, PartUse.Forward, PartUse.Forward),
            _ => None,
        };
    }

    private static StageUse Training(TrainingStageSpec spec, int run, bool featuresAreStored)
    {
        bool tower = Trains(spec, Parts.VisionTower), projector = Trains(spec, Parts.Projector), language = Trains(spec, Parts.LanguageModel);
        PartUse Of(string part, PartUse use) => spec.Lora?.Parts.Contains(part) == true ? PartUse.Through : use;
        return new(ModelForm.Multimodal, run,
            featuresAreStored ? PartUse.Idle : Of(Parts.VisionTower, Own(tower)), PartUse.Idle, Of(Parts.Projector, Behind(projector, tower)),
            Of(Parts.LanguageModel, Behind(language, tower || projector)), spec.Lora);
    }

    private static StageUse Features(FeaturesSpec spec, PlanNode node, Plan plan, VisionTowerSpec tower)
    {
        bool projected = spec.Features == "projector";
        var form = node.Parents.TryGetValue(ParentRoles.From, out var parent)
            ? plan[parent].Spec is ContrastiveSpec ? ModelForm.Pair : ModelForm.Multimodal
            : projected ? ModelForm.Multimodal : ModelForm.Tower;
        return new(form, ModelWidths.BlocksRead(tower, spec.Layer), PartUse.Forward, PartUse.Idle, projected ? PartUse.Forward : PartUse.Idle, PartUse.Idle);
    }

    private static bool Trains(TrainingStageSpec spec, string part) => spec.Train.Count == 0 || spec.Train.Contains(part);

    private static PartUse Own(bool trained) => trained ? PartUse.Learning : PartUse.Forward;

    private static PartUse Behind(bool trained, bool trainedBefore) => trained ? PartUse.Learning : trainedBefore ? PartUse.Through : PartUse.Forward;

    private long Sum(ModuleNode root, Func<PartUse, int> passes) =>
        Form == ModelForm.Tower ? root.Flops * passes(Tower) : root.Children.Sum(child => child.Flops * passes(UseOf(child.Name)));

    private PartUse UseOf(string child) => child switch
    {
        "vision_tower" or "vision_model" or "visual_projection" => Tower,
        "text_model" or "text_projection" => Text,
        "multi_modal_projector" => Projector,
        "language_model" => Language,
        _ => throw new ArgumentException($"no part of a model is called {child}"),
    };
}
