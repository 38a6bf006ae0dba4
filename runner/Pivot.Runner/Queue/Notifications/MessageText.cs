using System.Net;
using System.Text;
using Pivot.Runner.Reports;

namespace Pivot.Runner.Queue.Notifications;

/// <summary>A message as plain text and as HTML.</summary>
internal static class MessageText
{
    // A message is no report: what is longer is read there.
    private const int MostRows = 40;

    /// <summary>The line that tells most.</summary>
    public static string Subject(NotificationMessage message) => $"pivot: {message.Name} {message.State}";

    /// <summary>Plain text, the table in columns.</summary>
    public static string Plain(NotificationMessage message) => string.Join("\n", Head(message).Append("").Append(Table(message)).Concat(Foot(message)));

    /// <summary>What receivers in Slack's manner show: the table in a block of its own, and nothing of ours taken for their signs.</summary>
    public static string Chat(NotificationMessage message) => Escape(string.Join("\n", Head(message).Append($"```\n{Table(message)}\n```").Concat(Foot(message))));

    /// <summary>HTML.</summary>
    public static string Html(NotificationMessage message)
    {
        var html = new StringBuilder("<html><body style=\"font-family:sans-serif\">");
        foreach (var line in Head(message)) html.Append($"<p>{WebUtility.HtmlEncode(line)}</p>");
        if (message.Table is not { } table) html.Append($"<p>No result table: {WebUtility.HtmlEncode(message.NoTable)}</p>");
        else
        {
            html.Append("<table border=\"1\" cellpadding=\"4\" style=\"border-collapse:collapse\"><tr><th></th>");
            foreach (var metric in table.Metrics) html.Append($"<th>{WebUtility.HtmlEncode(metric)}</th>");
            html.Append("</tr>");
            foreach (var row in table.Rows.Take(MostRows))
            {
                html.Append($"<tr><th align=\"left\">{WebUtility.HtmlEncode(row.Arm)}</th>");
                foreach (var cell in row.Cells) html.Append(cell.IsBest ? $"<td><b>{WebUtility.HtmlEncode(cell.ToString())}</b></td>" : $"<td>{WebUtility.HtmlEncode(cell.ToString())}</td>");
                html.Append("</tr>");
            }
            html.Append("</table>");
        }
        foreach (var line in Foot(message)) html.Append($"<p>{WebUtility.HtmlEncode(line)}</p>");
        return html.Append("</body></html>").ToString();
    }

    private static IEnumerable<string> Head(NotificationMessage message)
    {
        yield return $"{message.Name}: {message.Summary}";
        if (message.Question is { Length: > 0 } question) yield return question;
        if (message.Cause is { Length: > 0 } cause) yield return cause;
    }

    private static IEnumerable<string> Foot(NotificationMessage message)
    {
        if (message.Table is { } table)
        {
            if (table.Rows.Count > MostRows) yield return $"{table.Rows.Count - MostRows} further rows are in the report.";
            foreach (var note in table.Notes.Take(MostRows)) yield return note;
        }
        yield return $"run {message.Folder} ({message.Run})";
        if (message.Report is { } address) yield return address;
    }

    private static string Table(NotificationMessage message) => message.Table is { } table ? Columns(table) : $"No result table: {message.NoTable}";

    private static string Columns(ResultTable table)
    {
        var cells = table.Rows.Take(MostRows).Select(r => r.Cells.Select(c => c.ToString()).Prepend(r.Arm).ToArray()).Prepend([.. table.Metrics.Prepend("")]).ToList();
        var widths = Enumerable.Range(0, table.Metrics.Count + 1).Select(c => cells.Max(row => row[c].Length)).ToArray();
        return string.Join("\n", cells.Select(row => string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd()));
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
