using System.Collections;

namespace Pivot.Dsl.Diagnostics;

/// <summary>
/// Collects every diagnostic of a compilation, so that all are reported at once. One mistake is kept once, wherever it comes up again. Of errors and
/// of warnings the first thousand are kept: nobody reads on, and a broken list of a hundred thousand values would fill the memory with its mistakes.
/// </summary>
public sealed class DiagnosticBag : IReadOnlyCollection<Diagnostic>
{
    private const int MostNotes = 8;
    private const int MostOfASeverity = 1_000;
    private const int LongestText = 1_000;
    private const int MostVariants = 3;

    private readonly List<Diagnostic> _all = [];
    private readonly Dictionary<Severity, int> _counts = [];
    private readonly Dictionary<(string Code, SourceSpan Span, string Core), int> _places = [];
    private readonly Dictionary<(string Code, SourceSpan Span), int> _variants = [];
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, SourceSpan> _extended = [];

    /// <summary>Whether any diagnostic is an error.</summary>
    public bool HasErrors => _counts.ContainsKey(Severity.Error);

    /// <inheritdoc/>
    public int Count => _all.Count;

    /// <summary>
    /// Where the compiler is, such as <c>arm 'dpo'</c>: put behind the message of what is found there for the first time. Null in the baseline.
    /// </summary>
    internal string? Context { get; set; }

    /// <summary>Tells of a path and a text how that text came to stand at that path: what <c>${...}</c> put it there.</summary>
    internal Func<string, SourceSpan, IReadOnlyList<DiagnosticNote>>? Origins { get; set; }

    /// <summary>What <see cref="Origins"/> tells; nothing when nobody was asked to tell.</summary>
    internal IReadOnlyList<DiagnosticNote> OriginsOf(string path, SourceSpan span) => Origins?.Invoke(path, span) ?? [];

    /// <summary>
    /// Adds a diagnostic with the notes that say where its text came from. One that was added before, with the same code and message at the same
    /// text, gains only the notes that are new: the variable that is wrong in two stages is told once and both places with it.
    /// </summary>
    public void Add(Diagnostic diagnostic)
    {
        int count = _counts.GetValueOrDefault(diagnostic.Severity);
        if (count > MostOfASeverity) return;
        var notes = NotesOf(diagnostic);
        var key = (diagnostic.Code, diagnostic.Span, Core(diagnostic));
        if (_places.TryGetValue(key, out int at))
        {
            if (notes.Count == 0 || _all[at].Notes.Count >= MostNotes) return;
            _all[at] = _all[at] with { Notes = [.. _all[at].Notes.Concat(notes).Distinct().Take(MostNotes)] };
            return;
        }

        // A text that is wrong at a point of a sweep is often wrong at many, in other words at each.
        var place = (diagnostic.Code, diagnostic.Span);
        int variants = Context is null ? 0 : _variants[place] = _variants.GetValueOrDefault(place) + 1;
        if (variants > MostVariants) return;
        _counts[diagnostic.Severity] = count + 1;
        if (count == MostOfASeverity)
        {
            var kind = diagnostic.Severity == Severity.Error ? "errors" : "warnings";
            _all.Add(diagnostic with { Code = DiagnosticCodes.TooLarge, Message = $"more than {MostOfASeverity} {kind}; those found from here on are not told", Hint = null, Notes = [] });
            return;
        }

        _places[key] = _all.Count;
        var message = Context is null ? diagnostic.Message : $"{diagnostic.Message} (in {Context}{(variants == MostVariants ? ", and perhaps further ones" : "")})";
        _all.Add(diagnostic with { Notes = notes, Message = OneLine(message), Hint = diagnostic.Hint is { } hint ? OneLine(hint) : null });
    }

    /// <summary>Adds an error.</summary>
    public void Error(string code, SourceSpan span, string path, string message, string? hint = null, IReadOnlyList<DiagnosticNote>? notes = null) =>
        Add(new Diagnostic(code, Severity.Error, span, path, message, hint) { Notes = notes ?? [] });

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, SourceSpan span, string path, string message, string? hint = null) =>
        Add(new Diagnostic(code, Severity.Warning, span, path, message, hint));

    /// <summary>Remembers the text that spans of <paramref name="file"/> point into, so that its lines can be shown.</summary>
    public void AddText(string file, string text) => _texts[file] = text;

    /// <summary>Remembers where <paramref name="file"/> is extended, which is told of every mistake in it.</summary>
    public void AddExtends(string file, SourceSpan extends) => _extended.TryAdd(file, extends);

    /// <summary>The text that was compiled under the name <paramref name="file"/>, or null when none was read.</summary>
    public string? TextOf(string file) => _texts.GetValueOrDefault(file);

    /// <summary>In order of file, line, column and code, the order they are printed in.</summary>
    public IEnumerator<Diagnostic> GetEnumerator() =>
        _all.OrderBy(d => d.Span.File, StringComparer.Ordinal).ThenBy(d => d.Span.Line).ThenBy(d => d.Span.Column)
            .ThenBy(d => d.Code, StringComparer.Ordinal).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What the same mistake says in every arm: an unknown key stays one when an arm changes the kind of the stage it stands in.</summary>
    private static string Core(Diagnostic diagnostic) => diagnostic.Code switch
    {
        DiagnosticCodes.UnknownKey or DiagnosticCodes.KeyOfOtherKind => "",
        DiagnosticCodes.MissingKey => diagnostic.Message.Split(", which")[0],
        _ => diagnostic.Message,
    };

    private List<DiagnosticNote> NotesOf(Diagnostic diagnostic)
    {
        var notes = diagnostic.Notes.ToList();
        notes.AddRange(OriginsOf(diagnostic.Path, diagnostic.Span));
        var file = diagnostic.Span.File;
        for (int i = 0; i < MostNotes && _extended.TryGetValue(file, out var extends); i++)
        {
            notes.Add(new DiagnosticNote(extends, "extended here"));
            file = extends.File;
        }

        return notes.Distinct().ToList();
    }

    // A value that is quoted may have line breaks, and a million characters; the middle is what can be missed.
    private static string OneLine(string text)
    {
        if (text.Length > LongestText) text = $"{text.AsSpan(0, LongestText * 2 / 3)} ... {text.AsSpan(text.Length - LongestText / 4)}";
        return text.Contains('\n') ? text.ReplaceLineEndings(" ") : text;
    }
}
