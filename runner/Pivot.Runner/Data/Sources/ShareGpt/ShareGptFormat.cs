using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources.ShareGpt;

/// <summary>LLaMA-Factory's conversations (<see cref="ShareGptMessages"/>) with <c>images</c>: a list of paths.</summary>
internal sealed class ShareGptFormat : RowFormat<ConversationSample>
{
    /// <inheritdoc/>
    public override string Shape => """a row is {"messages": [{"role": "user", "content": "<image>..."}, {"role": "assistant", "content": "..."}], "images": ["..."]}""";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Images(AnnotationRow row) => ImagesOf(row, Messages(row));

    /// <inheritdoc/>
    public override bool TakesTextAlone => true;

    /// <inheritdoc/>
    public override bool HoldsPlaceholder(AnnotationRow row) => Messages(row).Exists(Shows);

    /// <inheritdoc/>
    public override ConversationSample Parse(AnnotationRow row, ImageReference image)
    {
        var messages = Messages(row);
        var system = ShareGptMessages.SystemOf(row, messages);
        var said = messages.SkipWhile(m => m.Role == ShareGptMessage.System).ToList();
        if (said.Count == 0 || said.Count % 2 != 0) throw row.Error($"messages must alternate between user and assistant and end with assistant; found {said.Count} of them");
        var turns = new Turn[said.Count / 2];
        for (var i = 0; i < turns.Length; i++)
        {
            var (question, answer) = (said[2 * i], said[2 * i + 1]);
            if (question.Role != ShareGptMessage.User || answer.Role != ShareGptMessage.Assistant)
                throw row.Error($"messages must alternate between user and assistant; turn {i + 1} is said by {question.Role} and {answer.Role}");
            turns[i] = new Turn(ShareGptMessages.Question(i == 0 ? system : null, question.Text), answer.Text);
        }
        return new ConversationSample(row.OptionalText("id") ?? $"row {row.Line}", image, turns);
    }

    /// <inheritdoc/>
    public override string[] Texts(ConversationSample sample) => [.. sample.Turns.SelectMany(t => new[] { t.Question, t.Answer })];

    /// <summary>Paths of a row's images: those listed, and those within its messages.</summary>
    internal static IReadOnlyList<string> ImagesOf(AnnotationRow row, IEnumerable<ShareGptMessage> messages) =>
        [.. row.ImageNames("images").Concat(row.ImageNames("image")).Concat(messages.SelectMany(m => m.Images)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether an image stands within a message.</summary>
    internal static bool Shows(ShareGptMessage message) => message.Images.Count > 0 || message.Text.Contains(ImagePlaceholder.Word, StringComparison.Ordinal);

    private static List<ShareGptMessage> Messages(AnnotationRow row) => ShareGptMessages.Of(row, ShareGptMessages.KeyOf(row) ?? "messages");
}
