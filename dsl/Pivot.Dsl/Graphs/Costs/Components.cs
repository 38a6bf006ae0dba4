using Pivot.Dsl.Graphs.Modules;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Costs;

/// <summary>From a tree of modules to the parts that a spec names.</summary>
internal static class Components
{
    /// <summary>The text tower of contrastive pretraining, which no spec has a key for.</summary>
    public const string TextTower = "text_tower";

    /// <summary>A probe's head; of contrastive pretraining the scale and bias of its comparison.</summary>
    public const string Head = "head";

    /// <summary>The mark at the end of a row of tiles.</summary>
    public const string ImageNewline = "image_newline";

    /// <summary>Parameters by component, in the order data flows.</summary>
    public static IReadOnlyList<ComponentCost> Of(ModuleNode? root)
    {
        if (root is null) return [];
        if (VisionTowerNodes.Types.Contains(root.Type)) return [Cost(Parts.VisionTower, root)];
        if (root.Name == Head) return [Cost(Head, root)];
        var components = root.Children.GroupBy(child => NameOf(child.Name))
            .Select(same => new ComponentCost(same.Key, same.Sum(child => child.ParameterCount), same.Sum(child => child.TrainedCount))).ToList();
        long own = root.Parameters.Sum(p => p.Count);
        if (own > 0) components.Add(new ComponentCost(root.Type == "MultimodalModel" ? ImageNewline : Head, own, root.Trained ? own : 0));
        return components;
    }

    /// <summary>The component that a child of a model is.</summary>
    public static string NameOf(string child) => child switch
    {
        "vision_tower" or "vision_model" or "visual_projection" => Parts.VisionTower,
        "text_model" or "text_projection" => TextTower,
        "multi_modal_projector" => Parts.Projector,
        _ => child,
    };

    private static ComponentCost Cost(string name, ModuleNode node) => new(name, node.ParameterCount, node.TrainedCount);
}
