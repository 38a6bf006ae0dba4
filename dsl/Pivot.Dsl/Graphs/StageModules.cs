using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs;

/// <summary>The model that a node of a plan would build, as a tree of modules.</summary>
public static class StageModules
{
    /// <summary>
    /// The root module, or null for a stage that has no model. A probe on stored features has its head, if the number of its classes is known. A part
    /// that the stage has in memory and does not run counts no operations.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="plan">Its plan.</param>
    public static ModuleNode? Of(PlanNode node, Plan plan)
    {
        var use = StageUse.Of(node, plan);
        return use.Form == ModelForm.None ? Head(node, plan) : CountedModel.Of(node, plan, use).Root;
    }

    /// <summary>What a probe trains, or null where it trains nothing or its classes are not known.</summary>
    internal static ModuleNode? Head(PlanNode node, Plan plan)
    {
        var classes = node.Counts?.Classes ?? (node.Data as MaskFolderView)?.Classes.Count ?? 0;
        if (classes == 0 || FeatureShape.Of(node, plan) is not { } features) return null;
        return node.Spec switch
        {
            LinearProbeSpec => HeadNodes.Logistic(features.Width, classes),
            SegmentationProbeSpec s => HeadNodes.Segmentation(Rows.Of(features.Patches), features.Width, s.Hidden, classes),
            _ => null,
        };
    }
}
