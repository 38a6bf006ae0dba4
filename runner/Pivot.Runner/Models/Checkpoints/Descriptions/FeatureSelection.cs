using System.Text.Json.Nodes;
using Pivot.Runner.Models.Vision;

namespace Pivot.Runner.Models.Checkpoints.Descriptions;

/// <summary>
/// Which of a tower's tokens the projector reads, in HuggingFace's words: <c>vision_feature_select_strategy</c> full (all) or default, which drops the first
/// token. That is the class token of CLIP and DINOv2, but a patch of SigLIP; and it leaves registers among the patches, so that a model that reads the patches
/// alone behind registers says so under our own key, <c>pivot_vision_tokens</c>.
/// </summary>
internal static class FeatureSelection
{
    private const string Strategy = "vision_feature_select_strategy";
    private const string Key = "pivot_vision_tokens";
    private const string Patches = "patches";

    /// <summary>Whether all tokens are read.</summary>
    /// <param name="reader">The whole model's description.</param>
    /// <param name="tower">The tower's sizes.</param>
    /// <param name="fallback">The strategy of a description that names none.</param>
    public static bool ReadsAll(DescriptionReader reader, VisionShape tower, string fallback = "default")
    {
        var strategy = reader.Text(Strategy, fallback);
        if (strategy == "full") return tower.PrefixTokens > 0;
        if (strategy != "default") throw new CheckpointException($"{reader.Path}: {Strategy} is '{strategy}'; supported is 'default', 'full'");
        if (tower.PrefixTokens == 0)
            throw new CheckpointException($"{reader.Path}: {Strategy} is 'default', which drops the first patch of a {tower.Arch} tower, since it has no class token; supported is 'full'");
        if (tower.PrefixTokens > 1 && reader.Text(Key, "") != Patches)
            throw new CheckpointException($"{reader.Path}: {Strategy} is 'default', which leaves registers among the patches; supported is 'full', or {Key}: '{Patches}' beside it");
        return false;
    }

    public static void Write(bool readsAll, VisionShape tower, JsonObject description)
    {
        description[Strategy] = readsAll || tower.PrefixTokens == 0 ? "full" : "default";
        if (!readsAll && tower.PrefixTokens > 1) description[Key] = Patches;
    }
}
