using System.Text.Json;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// LLaVA's rows (https://github.com/haotian-liu/LLaVA/blob/main/docs/Finetune_Custom_Data.md), as a JSON array or JSON lines:
/// <c>{"id", "image", "conversations": [{"from": "human", "value": "&lt;image>\n..."}, {"from": "gpt", "value": "..."}, ...]}</c>.
/// </summary>
internal sealed class LlavaFormat : RowFormat<ConversationSample>
{
    /// <inheritdoc/>
    public override string Shape => """a row is {"id": "...", "image": "...", "conversations": [{"from": "human", "value": "..."}, {"from": "gpt", "value": "..."}]}""";

    /// <inheritdoc/>
    public override bool TakesTextAlone => true;

    /// <inheritdoc/>
    public override bool HoldsPlaceholder(AnnotationRow row) =>
        row.Array("conversations").Any(turn => turn.ValueKind == JsonValueKind.Object && turn.TryGetProperty("value", out var value)
            && value.ValueKind == JsonValueKind.String && value.GetString()!.Contains(ImagePlaceholder.Word, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override ConversationSample Parse(AnnotationRow row, ImageReference image)
    {
        var texts = row.Array("conversations").Select((turn, i) => Value(row, turn, i)).ToArray();
        if (texts.Length == 0 || texts.Length % 2 != 0)
            throw row.Error($"\"conversations\" must alternate between human and gpt and end with gpt; found {texts.Length} entries");
        var turns = new Turn[texts.Length / 2];
        for (var i = 0; i < turns.Length; i++) turns[i] = new Turn(ImagePlaceholder.Remove(texts[2 * i]), texts[2 * i + 1]);
        return new ConversationSample(row.OptionalText("id") ?? $"row {row.Line}", image, turns);
    }

    /// <inheritdoc/>
    public override string[] Texts(ConversationSample sample) => [.. sample.Turns.SelectMany(t => new[] { t.Question, t.Answer })];

    private static string Value(AnnotationRow row, JsonElement turn, int i)
    {
        var expected = i % 2 == 0 ? "human" : "gpt";
        if (turn.ValueKind != JsonValueKind.Object) throw row.Error($"conversations[{i}] must be an object, found {AnnotationRow.Kind(turn)}");
        if (!turn.TryGetProperty("from", out var from) || from.ValueKind != JsonValueKind.String || from.GetString() != expected)
            throw row.Error($"conversations[{i}].from must be \"{expected}\", found {(from.ValueKind == JsonValueKind.String ? $"\"{from.GetString()}\"" : AnnotationRow.Kind(from))}");
        if (!turn.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.String)
            throw row.Error($"conversations[{i}].value must be a text, found {AnnotationRow.Kind(value)}");
        return value.GetString()!;
    }
}
