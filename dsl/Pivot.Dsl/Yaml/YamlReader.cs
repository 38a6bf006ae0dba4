using Pivot.Dsl.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pivot.Dsl.Yaml;

/// <summary>
/// YAML text to nodes. The subset is what two people read alike: maps, lists and scalars of one document; anchors, aliases, merge keys, tags
/// and duplicate keys are refused by name.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>Longest text in characters.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxDepth = 50;
    private const int MaxNodes = 100_000;

    private readonly Parser _parser;
    private readonly SourceText _source;
    private readonly DiagnosticBag _bag;
    private readonly int _firstLine;
    private readonly int _firstColumn;
    private int _nodes;

    private YamlReader(string text, SourceText source, DiagnosticBag bag, int firstLine, int firstColumn)
    {
        _parser = new Parser(new StringReader(text));
        (_source, _bag, _firstLine, _firstColumn) = (source, bag, firstLine, firstColumn);
    }

    /// <summary>Reads one document. Null when there is none or its text is broken; what is wrong is in <paramref name="bag"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Where it is from.</param>
    /// <param name="bag">Receives what is wrong.</param>
    /// <param name="firstLine">Line of the text's first character within its source.</param>
    /// <param name="firstColumn">Column of it.</param>
    public static Node? Read(string text, SourceText source, DiagnosticBag bag, int firstLine = 1, int firstColumn = 1)
    {
        if (text.Length > MaxLength)
        {
            bag.Error(DiagnosticCodes.Unreadable, new(source.Name, 1, 1, 1, 1), "", $"the text has {text.Length} characters, more than the {MaxLength} a spec may have");
            return null;
        }

        var reader = new YamlReader(text, source, bag, firstLine, firstColumn);
        if (!reader.CheckCharacters(text)) return null;
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException) when (reader.ReportUnquoted(text))
        {
            return null;
        }
        catch (YamlException e)
        {
            var (start, end) = PlaceOf(e, text);
            bag.Error(DiagnosticCodes.Syntax, reader.Span(start, end), "", "this is not YAML: " + Sentence(e.Message), HintFor(e.Message));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            if (reader.ReportUnquoted(text)) return null;
            // YamlDotNet runs into these on some unclosed brackets and misshapen tags instead of saying what is wrong.
            var end = reader._parser.Current?.End ?? new Mark(0, 1, 1);
            bag.Error(DiagnosticCodes.Syntax, reader.Span(end, end), "", "this is not YAML: the text after here cannot be read", "a bracket, quote or comma is likely missing");
            return null;
        }
        catch (LimitException e)
        {
            bag.Error(DiagnosticCodes.TooLarge, e.Span, "", e.Message);
            return null;
        }
    }

    private Node? ReadDocument()
    {
        _parser.MoveNext(); // StreamStart
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart) return null;
        _parser.MoveNext();
        var root = ReadNode(0);
        _parser.MoveNext(); // past DocumentEnd
        if (_parser.Current is DocumentStart second)
        {
            _bag.Error(DiagnosticCodes.SeveralDocuments, Span(second.Start, second.End), "", "a second document starts here; a file holds one experiment",
                "remove '---', or put the second experiment in a file of its own");
            return null;
        }

        return root;
    }

    private Node ReadNode(int depth)
    {
        var e = _parser.Current!;
        if (++_nodes > MaxNodes) throw new LimitException($"more than {MaxNodes} values", Span(e.Start, e.End));
        if (depth > MaxDepth) throw new LimitException($"nested more than {MaxDepth} deep", Span(e.Start, e.End));
        if (e is AnchorAlias alias) return ReadAlias(alias);
        if (e is NodeEvent node) RefuseProperties(node);
        return e switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadList(start, depth),
            MappingStart start => ReadMap(start, depth),
            _ => throw new YamlException(e.Start, e.End, "found no value"),
        };
    }

    private BrokenNode ReadAlias(AnchorAlias alias)
    {
        var span = Span(alias.Start, alias.End);
        _bag.Error(DiagnosticCodes.Anchor, span, "", $"the alias '*{alias.Value}' is not part of the language", "write the value out, or share it through 'extends'");
        _parser.MoveNext();
        return new BrokenNode(span, _source);
    }

    private void RefuseProperties(NodeEvent node)
    {
        var span = Span(node.Start, node.End);
        if (!node.Anchor.IsEmpty)
        {
            _bag.Error(DiagnosticCodes.Anchor, span, "", $"the anchor '&{node.Anchor.Value}' is not part of the language", "write the value out, or share it through 'extends'");
        }

        if (!node.Tag.IsEmpty)
        {
            _bag.Error(DiagnosticCodes.Tag, span, "", $"the tag '{node.Tag.ToString().Replace("tag:yaml.org,2002:", "!!")}' is not part of the language", "remove it; the key decides the type");
        }
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        var span = Span(scalar.Start, scalar.End);
        _parser.MoveNext();
        return new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain, span, _source);
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        _parser.MoveNext();
        var items = new List<Node>();
        while (_parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));
        var span = SpanOf(start, _parser.Current, start.Style == SequenceStyle.Flow, items.Count > 0 ? items[^1].Span : null);
        _parser.MoveNext();
        return new ListNode(items, span, _source);
    }

    private MapNode ReadMap(MappingStart start, int depth)
    {
        _parser.MoveNext();
        var entries = new List<MapEntry>();
        var places = new Dictionary<string, SourceSpan>();
        while (_parser.Current is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (ReadKey(key, places) is { } name) entries.Add(new MapEntry(name, value));
        }

        SourceSpan? last = entries.Count > 0 ? entries[^1].Value.Span : null;
        var span = SpanOf(start, _parser.Current, start.Style == MappingStyle.Flow, last);
        _parser.MoveNext();
        return new MapNode(entries, span, _source);
    }

    private ScalarNode? ReadKey(Node key, Dictionary<string, SourceSpan> places)
    {
        if (key is BrokenNode) return null;
        if (key is not ScalarNode scalar || scalar.Value.Length == 0)
        {
            _bag.Error(DiagnosticCodes.KeyNotText, key.Span, "", $"a key must be a word, found {key.Describe()}");
            return null;
        }

        if (scalar is { Value: "<<", IsPlain: true })
        {
            _bag.Error(DiagnosticCodes.MergeKey, key.Span, "", "the merge key '<<' is not part of the language", "share parts through 'extends'");
            return null;
        }

        if (scalar.HasReferences)
        {
            _bag.Error(DiagnosticCodes.Interpolation, key.Span, "", $"the key '{scalar.Value}' holds '${{'; '${{...}}' puts in values, never keys or names", "write the key out");
            return null;
        }

        if (places.TryAdd(scalar.Value, key.Span)) return scalar;
        var first = places[scalar.Value];
        _bag.Error(DiagnosticCodes.DuplicateKey, key.Span, scalar.Value, $"the key '{scalar.Value}' is written twice in this map", $"the first is at line {first.Line}, column {first.Column}");
        return null;
    }

    /// <summary>What an unquoted <c>${x}</c> within brackets does to YAML is told as that, and not as the syntax error that comes of it.</summary>
    private bool ReportUnquoted(string text)
    {
        bool found = false;
        foreach (var (line, column, written) in UnquotedReferences.Find(text))
        {
            found = true;
            var span = Span(new Mark(0, line, column), new Mark(0, line, column + written.Length));
            _bag.Error(DiagnosticCodes.Interpolation, span, "", $"'{written}' stands unquoted between brackets, where its '{{' opens a map", $"put the value in quotes: \"{written}\"");
        }

        return found;
    }

    /// <summary>The scanner ends at NUL and takes unusual line breaks for lines; both would hide or misplace text, so they are refused first.</summary>
    private bool CheckCharacters(string text)
    {
        int line = 1, lineStart = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n') (line, lineStart) = (line + 1, i + 1);
            bool bareReturn = c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n');
            if (c >= ' ' && c != '\u007f' && c is not (>= '\u0080' and <= '\u009f') && c is not ('\u2028' or '\u2029' or '\ufeff') || c is '\n' or '\t') continue;
            if (c == '\r' && !bareReturn) continue;
            var mark = new Mark(i, line, i - lineStart + 1);
            _bag.Error(DiagnosticCodes.Syntax, Span(mark, new Mark(i + 1, line, i - lineStart + 2)), "", $"the character U+{(int)c:X4} cannot stand in a spec", "remove it");
            return false;
        }

        return true;
    }

    private SourceSpan SpanOf(ParsingEvent start, ParsingEvent end, bool flow, SourceSpan? lastChild)
    {
        var first = Span(start.Start, start.End);
        var last = Span(end.Start, end.End);
        if (flow) return first with { EndLine = last.EndLine, EndColumn = last.EndColumn + 1 }; // the mark stands before the bracket
        return lastChild is { } child ? first with { EndLine = child.EndLine, EndColumn = child.EndColumn } : first;
    }

    private SourceSpan Span(Mark start, Mark end)
    {
        var (line, column) = Place(start);
        var (endLine, endColumn) = Place(end);
        return new SourceSpan(_source.Name, line, column, endLine, endColumn);
    }

    private (int Line, int Column) Place(Mark mark) =>
        ((int)mark.Line + _firstLine - 1, (int)mark.Column + (mark.Line == 1 ? _firstColumn - 1 : 0));

    // What is missing at the end is told behind the last character, not on a line that does not exist. Of a tab the scanner tells the start of
    // the map around it; the tab itself is what must be mended.
    private static (Mark Start, Mark End) PlaceOf(YamlException e, string text)
    {
        var written = text.TrimEnd();
        if (e.Start.Index >= written.Length)
        {
            var end = new Mark(written.Length, written.Count(c => c == '\n') + 1, written.Length - written.LastIndexOf('\n'));
            return (end, end);
        }

        if (!e.Message.Contains("tab", StringComparison.Ordinal)) return (e.Start, e.End);
        var lines = text.Split('\n');
        int line = Array.FindIndex(lines, l => l[..(l.Length - l.TrimStart().Length)].Contains('\t'));
        if (line < 0) return (e.Start, e.End);
        int column = lines[line].IndexOf('\t') + 1;
        return (new Mark(0, line + 1, column), new Mark(0, line + 1, column + 1));
    }

    private static string Sentence(string message) => message.Length == 0 ? "unknown error" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');

    private static string? HintFor(string message) =>
        message.Contains("tab", StringComparison.Ordinal) ? "indent with spaces"
        : message.Contains("invalid mapping", StringComparison.Ordinal) ? "put text that contains ': ' in quotes; check the indentation"
        : message.Contains("flow", StringComparison.Ordinal) ? "a bracket or comma is missing"
        : null;

    private sealed class LimitException(string message, SourceSpan span) : Exception(message)
    {
        public SourceSpan Span { get; } = span;
    }
}
