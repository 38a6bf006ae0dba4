namespace Pivot.Runner.Models.Checkpoints;

/// <summary>What is to be known of a vision tower without its last block.</summary>
internal static class TowerNotes
{
    /// <summary>A sentence for each thing.</summary>
    public static List<string> Of(CheckpointDescription description)
    {
        var notes = new List<string>
        {
            "read hidden_states[-1] of the exported tower (it was [-2] of the whole): last_hidden_state has the final norm in it, which was made for the block that is left out",
        };
        if (description.Kind == CheckpointKind.Multimodal && description.Config["vision_feature_layer"] is { } layer && layer.ToJsonString() == "-1")
            notes.Add("warning: the model reads hidden state -1, so the block that is left out was in use (vision_feature_layer)");
        if (description.Kind is CheckpointKind.TowerPair) notes.Add("warning: the pair of towers compares what comes after the block and the head that are left out");
        return notes;
    }
}
