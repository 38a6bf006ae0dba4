using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Graphs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Plans.Building;

/// <summary>
/// Whether a model's tokenizer goes with the checkpoint's embedding matrix. There may be more rows than tokens, published ones are padded; and a few tokens more than
/// rows: those of images and turns get rows of their own, but for a whole model, which has them.
/// </summary>
internal static class VocabularyCheck
{
    /// <param name="stages">The stages of every variant.</param>
    /// <param name="data">Tells sizes of vocabularies, where anyone counted.</param>
    /// <param name="bag">Receives what does not fit, once a model.</param>
    public static void Check(IEnumerable<ResolvedStage> stages, DataReading data, DiagnosticBag bag)
    {
        foreach (var stage in stages.Where(s => s.Own?.Spec.LanguageModel?.Vocabulary is not null).DistinctBy(s => s.Own!, (IEqualityComparer<BoundModel>)ReferenceEqualityComparer.Instance))
        {
            var (model, rows) = (stage.Own!, stage.Own!.Spec.LanguageModel!.Vocabulary!.Value);
            if (data.VocabularySizeOf(stage) is not { } tokens || tokens <= rows + (model.Spec.Checkpoint is null ? ModelWidths.SpecialTokens : 0)) continue;
            var node = model.At.Map["tokenizer"] as MapNode;
            var at = (node?["path"] ?? node?["kind"])?.Span ?? model.At.Owner;
            bag.Error(DiagnosticCodes.CheckpointMismatch, at, model.At.PathOf("tokenizer"),
                $"the tokenizer of '{model.At.Path}' has {tokens} tokens, and its language model's embedding matrix {rows} rows (config.json: vocab_size)",
                "take the tokenizer of the language model's own checkpoint");
        }
    }
}
