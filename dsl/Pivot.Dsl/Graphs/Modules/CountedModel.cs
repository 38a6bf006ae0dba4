using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Pivot.Dsl.Graphs.Costs;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>A tree of modules with its sums. The nodes of a plan that build the same model for the same use share one: a sweep has thousands of them.</summary>
internal sealed class CountedModel
{
    private static readonly ConditionalWeakTable<Plan, ConcurrentDictionary<Key, CountedModel>> Plans = [];

    private CountedModel(ModuleNode root, StageUse use)
    {
        Root = root;
        Components = Costs.Components.Of(root);
        Parameters = root.ParameterCount;
        Trained = root.TrainedCount;
        Activations = root.Activations;
        Flops = use.Flops(root);
        ForwardFlops = use.ForwardFlops(root);
    }

    public ModuleNode Root { get; }

    public IReadOnlyList<ComponentCost> Components { get; }

    public long Parameters { get; }

    public long Trained { get; }

    /// <inheritdoc cref="ModuleNode.Activations"/>
    public long Activations { get; }

    /// <inheritdoc cref="StageUse.Flops"/>
    public long Flops { get; }

    /// <inheritdoc cref="StageUse.ForwardFlops"/>
    public long ForwardFlops { get; }

    /// <summary>The model of a node that has one in memory.</summary>
    /// <param name="node">The node.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="use">What it does with its model.</param>
    /// <param name="textTokens">T, or null for what its data says.</param>
    public static CountedModel Of(PlanNode node, Plan plan, StageUse use, long? textTokens = null)
    {
        var key = new Key(use, node.Model!, Vocabulary.Of(node, plan), textTokens ?? TextLength.Of(node).Tokens);
        return Plans.GetValue(plan, _ => new()).GetOrAdd(key, static k => new CountedModel(Build(k), k.Use));
    }

    private static ModuleNode Build(Key key) => key.Use.Form switch
    {
        ModelForm.Tower => VisionTowerNodes.Model("", key.Model.VisionTower, key.Use.Tower, key.Use.Run),
        ModelForm.Pair when key.Model.VisionTower.Arch == "clip" =>
            ClipPairNodes.Model(key.Model.VisionTower, key.Vocabulary, key.Use.Tower, key.Use.Run, key.Use.Text, key.Use.Text.Trained),
        ModelForm.Pair => SiglipPairNodes.Model(key.Model.VisionTower, key.Vocabulary, key.Use.Tower, key.Use.Run, key.Use.Text, key.Use.Text.Trained),
        ModelForm.Multimodal => Adapted(MultimodalNodes.Model(key.Model, key.Vocabulary, key.TextTokens, key.Use.Tower, key.Use.Run, key.Use.Projector, key.Use.Language), key.Use.Lora),
        _ => throw new InvalidOperationException("the stage has no model in memory"),
    };

    private static ModuleNode Adapted(ModuleNode root, LoraSpec? lora) => lora is null ? root : LoraNodes.With(root, lora);

    private sealed record Key(StageUse Use, ModelSpec Model, Vocabulary Vocabulary, long TextTokens);
}
