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
        var patches = Rows.Of(ModelWidths.Patches(model.VisionTower));
        var whole = new Rows($"{patches.Text}+T", patches.Count + textTokens);
        var vision = SiglipVisionNodes.Model("vision_tower", model.VisionTower, tower, run);
        var text = Qwen2Nodes.Model("language_model", spec, vocabulary, whole, new("T", textTokens), language);
        return new()
        {
            Name = "", Type = "MultimodalModel", Input = $"{(tower.Runs ? vision.Input : vision.Output)}, [B, {whole.Text}]",
            Output = language.Runs ? text.Output : projector.Runs ? patches.Shape(spec.Width) : vision.Output,
            OwnActivations = language.Runs ? whole.Count * spec.Width : 0, // the tokens' vectors with the image's put in
            Children = [vision, ProjectorNodes.Mlp(patches, model.VisionTower.Width, spec.Width, projector), text],
        };
    }
}
