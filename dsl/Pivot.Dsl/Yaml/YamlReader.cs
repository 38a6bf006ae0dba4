using System.Globalization;
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
    private const int MaxEntries = 10_000;
    private const int MaxKeyLength = 200;
    private const int MaxMistakes = 1_000;

    private readonly Parser _parser;
    private readonly SourceText _source;
    private readonly SourceLines _lines;
    private readonly TextRepair _repair;
    private readonly List<Diagnostic> _found = [];
    private readonly List<string> _path = [];
    private int _nodes;

    private YamlReader(SourceText source, SourceLines lines, TextRepair repair)
    {
        _parser = new Parser(new StringReader(repair.Text));
        (_source, _lines, _repair) = (source, lines, repair);
    }

    private string PathHere => string.Join('.', _path);

    /// <summary>
    /// Reads one document. Null when there is none or its text is broken beyond telling what is around it; what is wrong is in
    /// <paramref name="bag"/>. An entry that cannot be parsed is read as a broken value.
    /// </summary>
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

        var lines = new SourceLines(text, source.Name, firstLine, firstColumn);
        if (TextCheck.Find(text) is { } character)
        {
            bag.Error(character.Code, lines.Span(character.Start, character.End), "", character.Message, character.Hint);
            return null;
        }

        var repair = new TextRepair(lines);
        bool unquotedTold = false;
        while (true)
        {
            var reader = new YamlReader(source, lines, repair);
            var root = reader.Read(out var problem);
            if (problem is not null && !unquotedTold)
            {
                unquotedTold = true;
                if (UnquotedReferences.TakeOut(lines, repair, bag)) continue; // what they do to YAML is not told as well
            }

            if (problem is not null)
            {
                bag.Error(problem.Code, lines.Span(problem.Start, problem.End), "", problem.Message, problem.Hint);
                if (repair.TakeOut(problem)) continue; // once more, without the entry around it
            }

            foreach (var found in reader._found) bag.Add(found);
            return root;
        }
    }

    private Node? Read(out SyntaxProblem? problem)
    {
        problem = null;
        try
        {
            return ReadDocument();
        }
        catch (YamlException e)
        {
            int at = _lines.IndexOf(e.Start), end = _lines.IndexOf(e.End);
            problem = _repair.Unclosed(at) ?? ParserProblem.Of(e.Message, at, end, _lines);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet runs into these on some unclosed brackets and misshapen tags instead of saying what is wrong.
            int at = _parser.Current is { } current ? _lines.IndexOf(current.End) : 0;
            problem = _repair.Unclosed(_lines.Text.Length) ?? ParserProblem.Of(null, at, at, _lines);
        }
        catch (LimitException e)
        {
            _found.Add(new(DiagnosticCodes.TooLarge, Severity.Error, e.Span, PathHere, e.Message));
        }

        return null;
    }

    private Node? ReadDocument()
    {
        _parser.MoveNext(); // StreamStart
        _parser.MoveNext();
        if (_parser.Current is not DocumentStart start) return null;
        RefuseTagDirectives(start);
        _parser.MoveNext();
        var root = ReadNode(0);
        _parser.MoveNext(); // past DocumentEnd
        if (_parser.Current is DocumentStart second)
        {
            Report(DiagnosticCodes.SeveralDocuments, Span(second.Start, second.End), "a second document starts here; a file holds one experiment",
                $"remove '{(second.IsImplicit ? "..." : "---")}', or put the second experiment in a file of its own");
            return null;
        }

        return root;
    }

    private void RefuseTagDirectives(DocumentStart start)
    {
        if (start.IsImplicit || _lines.Text.IndexOf("%TAG", StringComparison.Ordinal) is not (>= 0 and var at) || at > _lines.IndexOf(start.End)) return;
        Report(DiagnosticCodes.Tag, _lines.Span(at, _lines.End(_lines.LineOf(at))), "the directive '%TAG' is not part of the language", "remove the line");
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
        Report(DiagnosticCodes.Anchor, span, $"the alias '*{alias.Value}' is not part of the language", "write the value out, or share it through 'extends'");
        _parser.MoveNext();
        return new BrokenNode(span, _source);
    }

    private void RefuseProperties(NodeEvent node)
    {
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty) return;
        foreach (var (start, end) in NodeProperties.In(_lines.Text, _lines.IndexOf(node.Start)))
        {
            var written = _lines.Text[start..end];
            if (written[0] == '&') Report(DiagnosticCodes.Anchor, _lines.Span(start, end), $"the anchor '{written}' is not part of the language", "write the value out, or share it through 'extends'");
            else Report(DiagnosticCodes.Tag, _lines.Span(start, end), $"the tag '{written}' is not part of the language", "remove it; the key decides the type");
        }
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        var span = SpanOf(scalar);
        _parser.MoveNext();
        return new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain, span, _source);
    }

    private ListNode ReadList(SequenceStart start, int depth)
    {
        _parser.MoveNext();
        var items = new List<Node>();
        while (_parser.Current is not SequenceEnd)
        {
            _path.Add(items.Count.ToString(CultureInfo.InvariantCulture));
            items.Add(ReadNode(depth + 1));
            _path.RemoveAt(_path.Count - 1);
        }

        var span = SpanOf(start, _parser.Current, start.Style == SequenceStyle.Flow, items.Count > 0 ? items[^1].Span : null);
        _parser.MoveNext();
        return new ListNode(items, span, _source);
    }

    private MapNode ReadMap(MappingStart start, int depth)
    {
        _parser.MoveNext();
        var entries = new List<MapEntry>();
        var places = new Dictionary<string, SourceSpan>();
        SourceSpan? last = null;
        while (_parser.Current is not MappingEnd)
        {
            var place = _parser.Current!;
            if (places.Count >= MaxEntries) throw new LimitException($"more than {MaxEntries} keys in one map", Span(place.Start, place.End));
            var key = ReadNode(depth + 1);
            _path.Add(key is ScalarNode { Value.Length: <= MaxKeyLength } named ? named.Value : "");
            var written = _parser.Current!;
            var value = ReadNode(depth + 1);
            last = value.Span;
            if (ReadKey(key, place, places) is { } name)
            {
                bool whole = IsWhole(name, key, place, written);
                if (whole || !char.IsAsciiDigit(name.Value[0])) entries.Add(new MapEntry(name, whole ? value : new BrokenNode(value.Span, _source)));
            }

            _path.RemoveAt(_path.Count - 1);
        }

        var span = SpanOf(start, _parser.Current, start.Style == MappingStyle.Flow, last);
        _parser.MoveNext();
        return new MapNode(entries, span, _source);
    }

    /// <summary>Whether the value of a key is what was written: not taken out as broken, not run into the key, not left out with its colon.</summary>
    private bool IsWhole(ScalarNode name, Node key, ParsingEvent place, ParsingEvent written)
    {
        if (!ReferenceEquals(name, key) || _repair.IsBroken(_lines.IndexOf(place.Start))) return false;
        int end = _lines.IndexOf(place.End);
        if (written is not Scalar { Value: "", Style: ScalarStyle.Plain, IsKey: false } || NodeProperties.HasColon(_lines.Text, end)) return true;
        bool isNumber = char.IsAsciiDigit(name.Value[0]);
        Report(DiagnosticCodes.Syntax, key.Span, isNumber ? $"'{name.Value}' stands where a key must be" : $"the key '{name.Value}' has no value",
            isNumber ? "the decimal mark is a point; a list is put in [ ]" : $"write '{name.Value}: VALUE'; null is written out");
        return false;
    }

    private ScalarNode? ReadKey(Node key, ParsingEvent place, Dictionary<string, SourceSpan> places)
    {
        if (key is BrokenNode) return null;
        if (key is not ScalarNode scalar || scalar.Value.Length == 0 || scalar.Value.Length > MaxKeyLength || scalar.Value.Any(char.IsControl))
        {
            var found = key is ScalarNode { Value.Length: > 0 } text ? text.Value.Length > MaxKeyLength ? $"{text.Value.Length} characters" : "several lines" : key.Describe();
            Report(DiagnosticCodes.KeyNotText, key.Span, $"a key must be a word, found {found}");
            return null;
        }

        if (scalar is { Value: "<<", IsPlain: true })
        {
            Report(DiagnosticCodes.MergeKey, key.Span, "the merge key '<<' is not part of the language", "share parts through 'extends'");
            return null;
        }

        if (scalar.HasReferences)
        {
            Report(DiagnosticCodes.Interpolation, key.Span, $"the key '{scalar.Value}' holds '${{'; '${{...}}' puts in values, never keys or names", "write the key out");
            return null;
        }

        int colon = scalar.IsPlain ? scalar.Value.IndexOf(':') : -1;
        if (colon > 0)
        {
            var start = _lines.IndexOf(place.Start);
            Report(DiagnosticCodes.KeyNotText, _lines.Span(start, start + colon + 1), $"a space is missing behind '{scalar.Value[..(colon + 1)]}'", scalar.Value.AsSpan(colon).IndexOfAny('{', '[') < 0 ? $"write '{scalar.Value[..colon]}: {scalar.Value[(colon + 1)..].TrimStart()}'" : null);
            scalar = new ScalarNode(scalar.Value[..colon], isPlain: true, _lines.Span(start, start + colon), _source);
        }

        if (places.TryAdd(scalar.Value, scalar.Span)) return scalar;
        var first = places[scalar.Value];
        Report(DiagnosticCodes.DuplicateKey, scalar.Span, $"the key '{scalar.Value}' is written twice in this map", $"remove one of them; the first is at line {first.Line}, column {first.Column}");
        return null;
    }

    private void Report(string code, SourceSpan span, string message, string? hint = null)
    {
        if (_found.Count == MaxMistakes) throw new LimitException($"more than {MaxMistakes} mistakes in one text; the rest of it was not read", span);
        _found.Add(new Diagnostic(code, Severity.Error, span, PathHere, message, hint));
    }

    private SourceSpan SpanOf(ParsingEvent start, ParsingEvent end, bool flow, SourceSpan? lastChild)
    {
        var first = SpanOf(start);
        var last = Span(end.Start, end.End);
        if (flow) return first with { EndLine = last.EndLine, EndColumn = last.EndColumn + 1 }; // the mark stands before the bracket
        return lastChild is { } child ? first with { EndLine = child.EndLine, EndColumn = child.EndColumn } : first;
    }

    // The event of a value begins with its anchor and tag.
    private SourceSpan SpanOf(ParsingEvent value)
    {
        if (value is not NodeEvent node || (node.Anchor.IsEmpty && node.Tag.IsEmpty)) return Span(value.Start, value.End);
        int start = _lines.IndexOf(node.Start), end = _lines.IndexOf(node.End);
        foreach (var property in NodeProperties.In(_lines.Text, start)) start = property.End;
        while (start < end && char.IsWhiteSpace(_lines.Text[start])) start++;
        return start < end ? _lines.Span(start, end) : Span(node.Start, node.End);
    }

    private SourceSpan Span(Mark start, Mark end) => _lines.Span(_lines.IndexOf(start), _lines.IndexOf(end));

    private sealed class LimitException(string message, SourceSpan span) : Exception(message)
    {
        public SourceSpan Span { get; } = span;
    }
}
