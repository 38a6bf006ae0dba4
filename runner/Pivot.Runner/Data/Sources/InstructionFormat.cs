using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// An image, an instruction and what is said to it: <c>{"id", "image", "instruction", "output"}</c>, the form of LLaVA's questions with GPT-4's answers
/// (<c>coco2014_val_gpt4_qa_30x3.jsonl</c>). The answers are free texts, which no exact match can score: they are read as conversations, not as a benchmark's questions.
/// </summary>
internal sealed class InstructionFormat : RowFormat<ConversationSample>
{
    /// <inheritdoc/>
    public override string Shape => """a row is {"id": "...", "image": "...", "instruction": "...", "output": "..."}""";

    /// <summary>Three instructions of an image share its id there; the row's number tells them apart.</summary>
    public override ConversationSample Parse(AnnotationRow row, ImageReference image) =>
        new($"{row.OptionalText("id") ?? "row"} {row.Line}", image, [new Turn(ImagePlaceholder.Remove(row.Text("instruction")), row.Text("output"))]);

    /// <inheritdoc/>
    public override string[] Texts(ConversationSample sample) => [.. sample.Turns.SelectMany(t => new[] { t.Question, t.Answer })];
}
