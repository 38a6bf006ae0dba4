using System.Text;

namespace Pivot.Dsl.Diagnostics;

/// <summary>
/// Diagnostics as a person reads them: place, message, the source line, a caret under the text that causes it, the hint, and notes about
/// other places.
/// </summary>
public static class DiagnosticText
{
    private const int WidestLine = 160;

    /// <summary>All of them, in the order of the bag, a blank line after each.</summary>
    public static string Render(DiagnosticBag diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics) text.Append(Render(diagnostic, diagnostics.TextOf)).Append('\n');
        return text.ToString();
    }

    /// <summary>One of them.</summary>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="textOf">The text of a file that a span points into, or null to leave its lines out.</param>
    public static string Render(Diagnostic diagnostic, Func<string, string?> textOf)
    {
        var text = new StringBuilder();
        var word = diagnostic.Severity == Severity.Error ? "error" : "warning";
        text.Append($"{diagnostic.Span}: {word} {diagnostic.Code}: {diagnostic.Message}\n");
        AppendLine(text, diagnostic.Span, textOf);
        if (diagnostic.Hint is not null) text.Append($"  hint: {diagnostic.Hint}\n");
        foreach (var note in diagnostic.Notes)
        {
            text.Append($"  note: {note.Span}: {note.Message}\n");
            if ((note.Span.File, note.Span.Line) != (diagnostic.Span.File, diagnostic.Span.Line)) AppendLine(text, note.Span, textOf);
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, SourceSpan span, Func<string, string?> textOf)
    {
        if (textOf(span.File) is not { } source || LineOf(source, span.Line) is not { } line) return;
        int start = Math.Clamp(span.Column - 1, 0, line.Length);
        int end = span.EndLine > span.Line ? line.TrimEnd().Length : Math.Clamp(span.EndColumn - 1, 0, line.Length);
        int cut = line.Length > WidestLine && start > WidestLine / 2 ? start - (WidestLine / 2) : 0; // keeps the caret in sight on very long lines
        var shown = line.Substring(cut, Math.Min(WidestLine, line.Length - cut));
        int carets = Math.Max(1, Math.Min(end, cut + shown.Length) - start);
        var number = span.Line.ToString();
        text.Append($"  {number} | {shown}\n");
        text.Append($"  {new string(' ', number.Length)} | ");
        // A tab stays a tab, so that the caret stands under its text whatever width tabs have.
        for (int i = cut; i < start; i++) text.Append(line[i] == '\t' ? '\t' : ' ');
        text.Append('^', carets).Append('\n');
    }

    private static string? LineOf(string source, int number)
    {
        int start = 0;
        for (int line = 1; line < number; line++)
        {
            start = source.IndexOf('\n', start) + 1;
            if (start == 0) return null;
        }

        int end = source.IndexOf('\n', start);
        return source[start..(end < 0 ? source.Length : end)].TrimEnd('\r');
    }
}
