using Pivot.Dsl.Specs;
using Pivot.Runner.Data;
using Pivot.Runner.Data.Batches;
using Pivot.Runner.Data.Samples;
using Pivot.Runner.Data.Sources;
using Pivot.Runner.Data.Tokenizers;
using Pivot.Runner.Training;

namespace Pivot.Runner.Stages;

/// <summary><c>sft</c>: supervised fine-tuning on conversations, captions, or the chosen answers of preference pairs.</summary>
public sealed class SftStage : IStage
{
    // How a row's turns become one tree.
    private static readonly Dictionary<string, Func<ConversationSample, Tokenizer, int, TokenTree>> Turns = new()
    {
        ["sequential"] = TokenTrees.Sequential,
        ["independent"] = TokenTrees.Independent,
    };

    /// <inheritdoc/>
    public void Run(StageContext context, CancellationToken cancel)
    {
        var spec = (SftSpec)context.Node.Spec;
        using var start = StageModels.Multimodal(context);
        var rows = new MultimodalRows(context, start, DataViews.Conversations(context.Node.Data)
            .Each(s => (s.Id, s.Image, Turns[spec.Turns](s, start.Tokenizer, start.TokensOf(s.Image)))));
        var batches = new StepBatches<MultimodalBatch>(rows.Count, spec.BatchSize, spec.Accumulate, context.Node.Seed ?? 0, rows.Collate, rows.Length);
        TrainingRun.Run(
            context, spec, start.Model, MultimodalParts.Of(start.Model), new SupervisedObjective(start.Model), batches, cancel);
        start.Save(context.Folder.Checkpoint);
    }
}
