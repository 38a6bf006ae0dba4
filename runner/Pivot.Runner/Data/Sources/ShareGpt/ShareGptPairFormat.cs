using System.Text.Json;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources.ShareGpt;

/// <summary>
/// LLaMA-Factory's preference rows (its <c>ranking: true</c>): the messages up to the last question, and <c>chosen</c> and <c>rejected</c>, each a message;
/// or, as its version 1 has them, <c>chosen_messages</c> and <c>rejected_messages</c>, alike up to the last answer.
/// </summary>
internal sealed class ShareGptPairFormat : RowFormat<PreferenceSample>
{
    /// <summary>A row whose question follows on other turns: a pair is one question and two answers.</summary>
    public const string SeveralTurns = "several_turns";

    private const string ChosenMessages = "chosen_messages";
    private const string RejectedMessages = "rejected_messages";

    /// <inheritdoc/>
    public override string Shape =>
        """a row is {"conversations": [{"from": "human", "value": "<image>..."}], "chosen": {"from": "gpt", "value": "..."}, "rejected": {"from": "gpt", "value": "..."}, "images": ["..."]}""";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Images(AnnotationRow row) => ShareGptFormat.ImagesOf(row, Pair(row).Before);

    /// <inheritdoc/>
    public override bool TakesTextAlone => true;

    /// <inheritdoc/>
    public override bool HoldsPlaceholder(AnnotationRow row) => Pair(row).Before.Exists(ShareGptFormat.Shows);

    /// <inheritdoc/>
    public override string? ReasonToDrop(AnnotationRow row)
    {
        var (before, chosen, rejected) = Pair(row);
        return before.Count(m => m.Role != ShareGptMessage.System) > 1 ? SeveralTurns : chosen == rejected ? RowReasons.SameAnswer : null;
    }

    /// <inheritdoc/>
    public override PreferenceSample Parse(AnnotationRow row, ImageReference image)
    {
        var (before, chosen, rejected) = Pair(row);
        if (before is not [.., { Role: ShareGptMessage.User } question]) throw row.Error("the messages before the answers must end with the user's question");
        return new PreferenceSample(
            row.OptionalText("id") ?? $"row {row.Line}", image, ShareGptMessages.Question(ShareGptMessages.SystemOf(row, before), question.Text), chosen, rejected);
    }

    /// <inheritdoc/>
    public override string[] Texts(PreferenceSample sample) => [sample.Question, sample.Chosen, sample.Rejected];

    private static (List<ShareGptMessage> Before, string Chosen, string Rejected) Pair(AnnotationRow row)
    {
        if (!row.Json.TryGetProperty(ChosenMessages, out _))
            return (ShareGptMessages.Of(row, ShareGptMessages.KeyOf(row) ?? "conversations"), Answer(row, "chosen"), Answer(row, "rejected"));
        var (chosen, rejected) = (ShareGptMessages.Of(row, ChosenMessages), ShareGptMessages.Of(row, RejectedMessages));
        if (chosen is not [.., { Role: ShareGptMessage.Assistant }] || rejected is not [.., { Role: ShareGptMessage.Assistant }])
            throw row.Error($"\"{ChosenMessages}\" and \"{RejectedMessages}\" must end with an answer of the assistant");
        var before = chosen[..^1];
        if (!before.Select(m => (m.Role, m.Text)).SequenceEqual(rejected[..^1].Select(m => (m.Role, m.Text))))
            throw row.Error($"\"{ChosenMessages}\" and \"{RejectedMessages}\" must be alike up to the last answer");
        return (before, chosen[^1].Text, rejected[^1].Text);
    }

    private static string Answer(AnnotationRow row, string name)
    {
        if (!row.Json.TryGetProperty(name, out var answer)) throw row.Error($"the row has no \"{name}\"{row.Found()}");
        return answer.ValueKind == JsonValueKind.String ? answer.GetString()! : ShareGptMessages.One(row, answer, name).Text;
    }
}
