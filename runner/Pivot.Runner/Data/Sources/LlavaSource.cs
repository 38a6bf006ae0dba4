using System.Text.Json;
using Pivot.Runner.Data.Samples;

namespace Pivot.Runner.Data.Sources;

/// <summary>
/// LLaVA's rows (https://github.com/haotian-liu/LLaVA/blob/main/docs/Finetune_Custom_Data.md), as a JSON array or JSON lines:
/// <c>{"id", "image", "conversations": [{"from": "human", "value": "&lt;image>\n..."}, {"from": "gpt", "value": "..."}, ...]}</c>.
/// </summary>
public static class LlavaSource
{
    /// <summary>All conversations of a file.</summary>
    /// <param name="file">Path of the annotations.</param>
    /// <param name="images">Absolute path of the folder that image paths start from.</param>
    /// <param name="limit">Rows to read from the start, or null for all.</param>
    /// <exception cref="DataException">The file is missing or empty, or a row is not as it must be; the message names the line.</exception>
    public static IReadOnlyList<ConversationSample> Load(string file, string images, int? limit = null) =>
        AnnotationFile.Load(file, limit, row => Parse(row, images));

    /// <summary>All captions of a file: the first answer of each row.</summary>
    /// <inheritdoc cref="Load"/>
    public static IReadOnlyList<CaptionSample> LoadCaptions(string file, string images, int? limit = null) =>
        AnnotationFile.Load(file, limit, row => Caption(Parse(row, images)));

    internal static ConversationSample Parse(AnnotationRow row, string images)
    {
        var image = row.Image(images);
        var texts = row.Array("conversations").Select((turn, i) => Value(row, turn, i)).ToArray();
        if (texts.Length == 0 || texts.Length % 2 != 0)
            throw row.Error($"\"conversations\" must alternate between human and gpt and end with gpt; found {texts.Length} entries");
        var turns = new Turn[texts.Length / 2];
        for (var i = 0; i < turns.Length; i++) turns[i] = new Turn(ImagePlaceholder.Remove(texts[2 * i]), texts[2 * i + 1]);
        return new ConversationSample(row.OptionalText("id") ?? $"row {row.Line}", image, turns);
    }

    private static CaptionSample Caption(ConversationSample sample) => new(sample.Id, sample.Image, sample.Turns[0].Answer);

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
