using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>What is posted to a webhook. Receivers read these keys: none is renamed, further ones may come.</summary>
internal static class WebhookBody
{
    // As a message, not as a part of a page: the signs of the report stay readable.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message as JSON.</summary>
    public static byte[] Of(NotificationMessage message) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object?>
    {
        ["id"] = message.Id,
        ["run"] = message.Run,
        ["name"] = message.Name,
        ["folder"] = message.Folder,
        ["state"] = message.State,
        ["cause"] = message.Cause,
        ["question"] = message.Question,
        ["summary"] = message.Summary,
        ["stages"] = message.Stages.Present.ToDictionary(p => p.State, p => p.Count),
        ["table"] = message.Table is { } table
            ? new Dictionary<string, object>
            {
                ["metrics"] = table.Metrics,
                ["rows"] = table.Rows.Select(r => new Dictionary<string, object> { ["arm"] = r.Arm, ["cells"] = r.Cells.Select(c => c.ToString()) }),
                ["notes"] = table.Notes,
            }
            : null,
        ["no_table"] = message.NoTable,
        ["report"] = message.Report,
        ["text"] = MessageText.Chat(message),
    }, Options);
}
