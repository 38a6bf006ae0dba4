using System.Text;

namespace Pivot.Runner.Reports.Rendering;

/// <summary>Makes any text plain text in Markdown and LaTeX: questions and answers come from data and may hold anything.</summary>
internal static class Escape
{
    /// <summary>For Markdown, in a table or out of it: one line, no mark-up, no HTML.</summary>
    public static string Markdown(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var sign in (text ?? "").ReplaceLineEndings(" ").Trim())
            escaped.Append(sign switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '|' or '*' or '`' or '[' or ']' or '\\' or '~' => $"\\{sign}",
                _ => sign.ToString(),
            });
        return escaped.ToString();
    }

    /// <summary>For LaTeX, signs that LaTeX reads as commands or that its default fonts lack included.</summary>
    public static string Latex(string text)
    {
        var escaped = new StringBuilder();
        foreach (var sign in text)
            escaped.Append(sign switch
            {
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{sign}",
                '\\' => @"\textbackslash{}",
                '~' => @"\textasciitilde{}",
                '^' => @"\textasciicircum{}",
                '±' => @"$\pm$",
                '<' => "$<$",
                '>' => "$>$",
                '−' => "$-$",
                '–' => "--",
                '↑' => @"$\uparrow$",
                '↓' => @"$\downarrow$",
                '▲' => @"$\blacktriangle$",
                '▼' => @"$\blacktriangledown$",
                '△' => @"$\vartriangle$",
                '▽' => @"$\triangledown$",
                '≈' => @"$\approx$",
                '∞' => @"$\infty$",
                _ => sign.ToString(),
            });
        return escaped.ToString();
    }

    /// <summary>A field of a CSV file (RFC 4180).</summary>
    public static string Csv(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"")}\"";
}
