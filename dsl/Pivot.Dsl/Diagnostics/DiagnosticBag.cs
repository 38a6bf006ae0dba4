using System.Collections;

namespace Pivot.Dsl.Diagnostics;

/// <summary>
/// Collects every diagnostic of a compilation, so that all are reported at once. Equal ones are kept once. Of errors and of warnings the first
/// thousand are kept: nobody reads on, and a broken list of a hundred thousand values would fill the memory with its mistakes.
/// </summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private const int MostOfASeverity = 1_000;
    private const int LongestText = 1_000;

    private readonly List<Diagnostic> _all = [];
    private readonly Dictionary<Severity, int> _counts = [];
    private readonly HashSet<Diagnostic> _seen = [];
    private readonly Dictionary<string, string> _texts = [];

    /// <summary>Whether any diagnostic is an error.</summary>
    public bool HasErrors => _counts.ContainsKey(Severity.Error);

    /// <inheritdoc/>
    public int Count => _all.Count;

    /// <summary>
    /// Where the compiler is, such as <c>arm 'dpo'</c>: put behind the message of what is found there for the first time. Null in the baseline.
    /// </summary>
    internal string? Context { get; set; }

    /// <summary>Adds a diagnostic unless an equal one is there already.</summary>
    public void Add(Diagnostic diagnostic)
    {
        int count = _counts.GetValueOrDefault(diagnostic.Severity);
        if (count > MostOfASeverity || !_seen.Add(diagnostic)) return;
        _counts[diagnostic.Severity] = count + 1;
        if (count == MostOfASeverity)
        {
            var kind = diagnostic.Severity == Severity.Error ? "errors" : "warnings";
            _all.Add(diagnostic with { Code = DiagnosticCodes.TooLarge, Message = $"more than {MostOfASeverity} {kind}; those found from here on are not told", Hint = null, Notes = [] });
            return;
        }

        var message = Context is null ? diagnostic.Message : $"{diagnostic.Message} (in {Context})";
        _all.Add(diagnostic with { Message = OneLine(message), Hint = diagnostic.Hint is { } hint ? OneLine(hint) : null });
    }

    /// <summary>Adds an error.</summary>
    public void Error(string code, SourceSpan span, string path, string message, string? hint = null) =>
        Add(new Diagnostic(code, Severity.Error, span, path, message, hint));

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, SourceSpan span, string path, string message, string? hint = null) =>
        Add(new Diagnostic(code, Severity.Warning, span, path, message, hint));

    /// <summary>Remembers the text that spans of <paramref name="file"/> point into, so that its lines can be shown.</summary>
    public void AddText(string file, string text) => _texts[file] = text;

    /// <summary>The text that was compiled under the name <paramref name="file"/>, or null when none was read.</summary>
    public string? TextOf(string file) => _texts.GetValueOrDefault(file);

    /// <summary>In order of file, line, column and code, the order they are printed in.</summary>
    public IEnumerator<Diagnostic> GetEnumerator() =>
        _all.OrderBy(d => d.Span.File, StringComparer.Ordinal).ThenBy(d => d.Span.Line).ThenBy(d => d.Span.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A value that is quoted may have line breaks, and a million characters; the middle is what can be missed.
    private static string OneLine(string text)
    {
        if (text.Length > LongestText) text = $"{text.AsSpan(0, LongestText * 2 / 3)} ... {text.AsSpan(text.Length - LongestText / 4)}";
        return text.Contains('\n') ? text.ReplaceLineEndings(" ") : text;
    }
}
