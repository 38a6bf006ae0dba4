using Pivot.Runner.Models.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Language;

/// <summary>Room for tokens that a pretrained language model has not met: rows of its embedding and its output head.</summary>
public static class EmbeddingRows
{
    /// <summary>
    /// The model itself where it has rows enough (published ones have some to spare); else one of the same weights whose new rows are the mean of the old ones, so
    /// that a new token is at first neither likely nor far from the others (https://nlp.stanford.edu/~johnhew/vocab-expansion.html).
    /// </summary>
    /// <param name="model">The model; disposed of where another takes its place.</param>
    /// <param name="rows">Rows needed.</param>
    public static CausalLanguageModel AtLeast(CausalLanguageModel model, int rows)
    {
        if (model.Shape.VocabSize >= rows) return model;
        var wider = new CausalLanguageModel(model.Shape with { VocabSize = rows }, model.Device);
        CheckpointOrigin.Carry(model, wider);
        using (model)
        using (no_grad())
        {
            var weights = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter, StringComparer.Ordinal);
            foreach (var (name, parameter) in wider.named_parameters())
            {
                using var scope = NewDisposeScope();
                var old = weights[name];
                parameter.narrow(0, 0, old.size(0)).copy_(old);
                if (parameter.size(0) > old.size(0)) parameter.narrow(0, old.size(0), parameter.size(0) - old.size(0)).copy_(old.mean([0], keepdim: true));
            }
        }

        return wider;
    }
}
