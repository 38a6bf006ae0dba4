using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Graphs.Modules;

/// <summary>Tower, projector and language model under LLaVA's names: <c>vision_tower</c>, <c>multi_modal_projector</c>, <c>language_model</c>.</summary>
internal static class MultimodalNodes
{
    /// <param name="model">Its widths; it has a language model.</param>
    /// <param name="vocabulary">Its tokens.</param>
    /// <param name="textTokens">T: tokens of a row's text.</param>
    /// <param name="tower">What the stage does with the vision tower.</param>
    /// <param name="run">Blocks of the tower that are run.</param>
    /// <param name="projector">What the stage does with the projector.</param>
    /// <param name="language">What the stage does with the language model.</param>
    public static ModuleNode Model(ModelSpec model, Vocabulary vocabulary, long textTokens, PartUse tower, int run, PartUse projector, PartUse language)
    {
        var spec = model.LanguageModel!;
        var image = Rows.Of(ModelWidths.ImageTokens(model));
        var whole = new Rows($"{image.Text}+T", image.Count + textTokens);
        bool tiles = model.Images.Aspect == "anyres";
        var vision = VisionTowerNodes.Model("vision_tower", model.VisionTower, tower, run);
        var mapped = ProjectorNodes.Projector(model, projector);
        if (tiles) (vision, mapped) = (Repeated(vision, ModelWidths.Squares(model)), Repeated(mapped, ModelWidths.Squares(model)));
        var text = DecoderNodes.Model("language_model", spec, vocabulary, whole, new("T", textTokens), language);
        return new()
        {
            Name = "", Type = "MultimodalModel", Input = $"{(tower.Runs ? vision.Input : vision.Output)}, [B, {whole.Text}]",
            Output = language.Runs ? text.Output : projector.Runs ? mapped.Output : vision.Output, Trained = tiles && projector.Trained,
            // The mark at the end of a row of tiles; transformers saves it as image_newline.
            Parameters = tiles ? [new("image_newline", [spec.Width])] : [],
            OwnActivations = language.Runs ? whole.Count * spec.Width : 0, // the tokens' vectors with the image's put in
            Children = [vision, mapped, text],
        };
    }

    // An image of several squares goes through once a square; its parameters are the same.
    private static ModuleNode Repeated(ModuleNode node, int squares) => node with
    {
        Input = Times(node.Input, squares), Output = Times(node.Output, squares), OwnFlops = squares * node.OwnFlops, OwnActivations = squares * node.OwnActivations,
        Children = SharedRepeated(node.Children, squares),
    };

    // Blocks that are alike share their children, which is how they are drawn once; so they do afterwards.
    private static List<ModuleNode> SharedRepeated(IReadOnlyList<ModuleNode> children, int squares)
    {
        var made = new Dictionary<IReadOnlyList<ModuleNode>, IReadOnlyList<ModuleNode>>(ReferenceEqualityComparer.Instance);
        var all = new List<ModuleNode>(children.Count);
        foreach (var child in children)
        {
            if (!made.TryGetValue(child.Children, out var inside)) made[child.Children] = inside = child.Children.Count == 0 ? child.Children : SharedRepeated(child.Children, squares);
            all.Add(child with
            {
                Input = Times(child.Input, squares), Output = Times(child.Output, squares), OwnFlops = squares * child.OwnFlops, OwnActivations = squares * child.OwnActivations,
                Children = inside,
            });
        }

        return all;
    }

    private static string Times(string shape, int squares) => shape.Replace("[B", $"[{squares}B", StringComparison.Ordinal);
}
