using System.Text;
using System.Text.Json;

namespace Pivot.Runner.Data.Sources.ShareGpt;

/// <summary>
/// LLaMA-Factory's conversations (https://github.com/hiyouga/LLaMA-Factory/blob/main/data/README.md, sharegpt): messages of
/// <c>{"from", "value"}</c> or <c>{"role", "content"}</c>; a content may be a list of <c>{"type": "text" | "image_url", "value"}</c>, as its version 1 writes it.
/// </summary>
internal static class ShareGptMessages
{
    /// <summary>The key that a row's messages stand under, or null.</summary>
    public static string? KeyOf(AnnotationRow row) =>
        row.Json.TryGetProperty("messages", out _) ? "messages" : row.Json.TryGetProperty("conversations", out _) ? "conversations" : null;

    /// <summary>The messages under a key.</summary>
    public static List<ShareGptMessage> Of(AnnotationRow row, string key) => [.. row.Array(key).Select((message, i) => One(row, message, $"{key}[{i}]"))];

    /// <summary>A message.</summary>
    /// <exception cref="DataException">It is not as it must be, or of a role that cannot be trained on (a tool's).</exception>
    public static ShareGptMessage One(AnnotationRow row, JsonElement message, string where)
    {
        if (message.ValueKind != JsonValueKind.Object) throw row.Error($"{where} must be an object, found {AnnotationRow.Kind(message)}");
        if (!(message.TryGetProperty("role", out var role) || message.TryGetProperty("from", out role)) || role.ValueKind != JsonValueKind.String)
            throw row.Error($"{where} has no \"role\" or \"from\"");
        if (!(message.TryGetProperty("content", out var content) || message.TryGetProperty("value", out content))) throw row.Error($"{where} has no \"content\" or \"value\"");
        var (text, images) = Content(row, content, where);
        return new ShareGptMessage(Role(row, role.GetString()!, where), text, images);
    }

    /// <summary>The system's words, of a message or of the row's own key, or null.</summary>
    public static string? SystemOf(AnnotationRow row, List<ShareGptMessage> messages) =>
        messages is [{ Role: ShareGptMessage.System } first, ..] ? first.Text : row.OptionalText("system") is { Length: > 0 } own ? own : null;

    /// <summary>
    /// What stands before the first answer: the system's words, if any, and the question. A prompt format has words of its own for the system; a
    /// row's come first in the question, so that they are not lost.
    /// </summary>
    public static string Question(string? system, string question) => system is null ? ImagePlaceholder.Remove(question) : $"{system}\n\n{ImagePlaceholder.Remove(question)}";

    private static (string, IReadOnlyList<string>) Content(AnnotationRow row, JsonElement content, string where)
    {
        if (content.ValueKind == JsonValueKind.String) return (content.GetString()!, []);
        if (content.ValueKind != JsonValueKind.Array) throw row.Error($"the content of {where} must be a text or a list of parts, found {AnnotationRow.Kind(content)}");
        var (text, images) = (new StringBuilder(), new List<string>());
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String) throw row.Error($"a part of {where} has no \"type\"");
            var kind = type.GetString()!;
            if (kind == "text") text.Append(Value(row, part, where, "value", "text"));
            else if (kind is "image_url" or "image") images.Add(Value(row, part, where, "value", kind));
            else throw row.Error($"a part of {where} is of type \"{kind}\"; text and image_url can be read");
        }
        return (text.ToString(), images);
    }

    private static string Value(AnnotationRow row, JsonElement part, string where, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String) return value.GetString()!;
        throw row.Error($"a part of {where} has no \"{names[0]}\" that is a text");
    }

    private static string Role(AnnotationRow row, string role, string where) => role switch
    {
        "user" or "human" => ShareGptMessage.User,
        "assistant" or "gpt" => ShareGptMessage.Assistant,
        "system" => ShareGptMessage.System,
        _ => throw row.Error($"{where} is said by \"{role}\"; system, user (human) and assistant (gpt) can be read"),
    };
}
