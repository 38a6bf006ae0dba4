using Pivot.Runner.Data;
using Pivot.Runner.Models;
using TorchSharp;

namespace Pivot.Runner.Training;

/// <summary>From a batch to the logits of its scored tokens, and no others: the output head is the widest matrix of a small model.</summary>
public static class AnswerLogits
{
    /// <summary>Logits of every scored token.</summary>
    /// <returns>float [N, V], with gradient where grad mode is on.</returns>
    public static torch.Tensor Of(MultimodalModel model, MultimodalBatch batch)
    {
        if (!batch.HasImages) return Of(model, batch, projected: null);
        var features = batch.VisionFeatures ?? model.VisionFeatures(batch.PixelValues!); // [tiles, P, Dv]
        return Of(model, batch, model.Project(features, batch.ImageSizes));
    }

    /// <summary>Logits of every scored token, given the projected images.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The batch; its pixels and features are not looked at.</param>
    /// <param name="projected">Vectors of all image tokens in order, float [..., D]; null when no row has an image.</param>
    /// <returns>float [N, V].</returns>
    public static torch.Tensor Of(MultimodalModel model, MultimodalBatch batch, torch.Tensor? projected)
    {
        var hidden = model.Hidden(batch.InputIds, projected, batch.PositionIds, batch.AttentionMask); // [B, T, D]
        var scored = hidden.view(-1, hidden.shape[2]).index_select(0, batch.ScoredFrom); // [N, D]
        return model.LanguageModel.Logits(scored);
    }
}
