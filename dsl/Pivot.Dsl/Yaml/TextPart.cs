using Pivot.Dsl.Diagnostics;

namespace Pivot.Dsl.Yaml;

/// <summary>Where a part of a scalar's text is written. Where quotes or line breaks make that hard to tell, it is the whole scalar.</summary>
internal static class TextPart
{
    /// <param name="scalar">The scalar.</param>
    /// <param name="start">Index into its value.</param>
    /// <param name="length">How many characters of its value.</param>
    public static SourceSpan Of(ScalarNode scalar, int start, int length)
    {
        var span = scalar.Span;
        int quote = scalar.IsPlain ? 0 : 1;
        bool asWritten = span.Line == span.EndLine && span.EndColumn - span.Column == scalar.Value.Length + (2 * quote);
        if (!asWritten) return span;
        int column = span.Column + quote + start;
        return span with { Column = column, EndColumn = column + length };
    }

    /// <summary>The same for a <c>${</c> of the value, which is found again in the text whatever its quotes and line breaks are.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="start">Index of a <c>${</c> in its value.</param>
    /// <param name="length">How many characters of its value.</param>
    /// <param name="text">The text that the scalar's span points into, or null.</param>
    public static SourceSpan OfReference(ScalarNode scalar, int start, int length, string? text)
    {
        var part = Of(scalar, start, length);
        if (part != scalar.Span || text is null) return part;
        int before = Occurrences(scalar.Value.AsSpan(0, start));
        var lines = text.Split('\n');
        for (int line = part.Line; line <= Math.Min(part.EndLine, lines.Length); line++)
        {
            var written = lines[line - 1];
            for (int at = line == part.Line ? part.Column - 1 : 0; (at = Next(written, at)) >= 0; at += 2)
            {
                if (before-- == 0) return new SourceSpan(part.File, line, at + 1, line, Math.Min(at + length, written.TrimEnd('\r').Length) + 1);
            }
        }

        return part;
    }

    private static int Next(string line, int from) => from <= line.Length ? line.IndexOf("${", from, StringComparison.Ordinal) : -1;

    private static int Occurrences(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int at; (at = text.IndexOf("${")) >= 0; text = text[(at + 2)..]) count++;
        return count;
    }
}
