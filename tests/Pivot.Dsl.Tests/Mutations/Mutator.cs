using System.Globalization;
using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Mutations;

/// <summary>Makes one mistake in the text of a good spec.</summary>
internal sealed class Mutator(GoodSpec spec, Random random)
{
    /// <summary>A mistake of a kind, or null when the entry drawn does not allow it.</summary>
    public Mutation? Draw(MutationKind kind)
    {
        var place = spec.Places.All[random.Next(spec.Places.All.Count)];
        return kind switch
        {
            MutationKind.MisspellKey => MisspellKey(place),
            MutationKind.MisspellValue => MisspellValue(place),
            MutationKind.Duplicate => Duplicate(place),
            MutationKind.Retype => Retype(place),
            MutationKind.Delete => Delete(place),
            _ => Move(place),
        };
    }

    private Mutation? MisspellKey(SpecPlace place)
    {
        var key = place.Entry.Name;
        var typo = Typo.Finger(key, random);
        if (typo.Length == 0 || place.Parent.Find(typo) is not null || place.ParentShape is RecordShape record && record.Keys.ContainsKey(typo)) return null;
        return Replace(MutationKind.MisspellKey, place, place.Entry.Key.Span, Spelt(place.Entry.Key, typo));
    }

    private Mutation? MisspellValue(SpecPlace place)
    {
        if (place.Entry.Value is MapNode) return null;
        var scalars = Scalars(place.Entry.Value).Where(s => s.Value.Any(char.IsAsciiLetterOrDigit) && !IsBlock(s)).ToList();
        if (scalars.Count == 0) return null;
        var scalar = scalars[random.Next(scalars.Count)];
        var typo = Typo.Finger(scalar.Value, random);
        return Replace(MutationKind.MisspellValue, place, scalar.Span, Spelt(scalar, typo)) with { IsSameValue = IsSame(scalar.Value, typo) };
    }

    private static bool IsSame(string a, string b) =>
        double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out double x) && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out double y) && x == y;

    private Mutation? Retype(SpecPlace place)
    {
        var value = place.Entry.Value;
        if (value is ScalarNode { IsNull: true } || Scalars(value).Any(IsBlock)) return null;
        string[] others = value switch
        {
            MapNode => ["some words", "3", "[1, 2]"],
            ListNode => ["some words", "3", "{ a: 1 }"],
            ScalarNode scalar when double.TryParse(scalar.Value, out _) => ["many", $"\"{scalar.Value}\"", $"[{scalar.Value}]", $"{{ a: {scalar.Value} }}", "true", "0x10", "-"],
            _ => ["17", "[some, words]", "{ a: 1 }", "1.5e3"],
        };
        var other = others[random.Next(others.Length)];
        // A block value stands below its key: the new one is put behind the colon and the lines go.
        bool below = value.Span.Line > place.Entry.Key.Span.Line;
        var span = below ? place.Entry.Key.Span with { Column = place.Entry.Key.Span.EndColumn + 1, EndLine = value.Span.EndLine, EndColumn = value.Span.EndColumn } : value.Span;
        bool seeds = place.Path == "seeds.values" && YamlWriter.Inline(value) == "[0, 1, 2]" && other == "3";
        return Replace(MutationKind.Retype, place, span, below ? " " + other : other) with { IsSameValue = seeds };
    }

    private Mutation? Duplicate(SpecPlace place)
    {
        if (Scalars(place.Entry.Value).Any(IsBlock)) return null;
        var key = Text(place.Entry.Key.Span);
        var (start, end) = Range(place);
        var copy = spec.Text[start..end];
        var (before, after) = IsFlow(place.Parent) ? (", ", "") : ("\n" + new string(' ', place.Entry.Key.Span.Column - 1), "");
        if (!IsFlow(place.Parent)) end = EndOfLine(end);
        return new Mutation(MutationKind.Duplicate, place, spec.Text[..end] + before + copy + after + spec.Text[end..], end + before.Length, key.Length, copy);
    }

    private Mutation? Delete(SpecPlace place)
    {
        if (Scalars(place.Entry.Value).Any(IsBlock)) return null;
        var (start, end) = Removed(place);
        return new Mutation(MutationKind.Delete, place, spec.Text.Remove(start, end - start), start, 0, spec.Text[start..end]);
    }

    private Mutation? Move(SpecPlace place)
    {
        if (!place.IsKey || Scalars(place.Entry.Value).Any(IsBlock)) return null;
        var target = spec.Places.Maps[random.Next(spec.Places.Maps.Count)];
        if (ReferenceEquals(target.Map, place.Parent) || target.Map.Find(place.Entry.Name) is not null || IsInside(target.Map.Span, place.Entry.Value.Span)) return null;
        if (target.Shape is NamesShape { Item: ValueShape } or ValueShape or OverridesShape) return null;
        var (start, end) = Removed(place);
        var text = $"{Text(place.Entry.Key.Span)}: {YamlWriter.Inline(place.Entry.Value)}";
        int at = spec.Start(target.Map.Span);
        bool flow = IsFlow(target.Map);
        if (flow) at++;
        var (before, after) = !flow ? ("", "\n" + new string(' ', target.Map.Span.Column - 1)) : (" ", target.Map.Entries.Count == 0 ? " " : ",");
        if (at > start && at < end) return null;
        var inserted = spec.Text.Insert(at, before + text + after);
        int shift = before.Length + text.Length + after.Length;
        if (start >= at) inserted = inserted.Remove(start + shift, end - start);
        else inserted = inserted.Remove(start, end - start);
        int place2 = at + before.Length - (start < at ? end - start : 0);
        return new Mutation(MutationKind.Move, place, inserted, place2, text.Length, $"{text} to {target.Path}") { Target = target };
    }

    private Mutation Replace(MutationKind kind, SpecPlace place, SourceSpan span, string text)
    {
        int start = spec.Start(span), end = spec.End(span);
        return new Mutation(kind, place, spec.Text[..start] + text + spec.Text[end..], start, text.Length, $"{spec.Text[start..end]} -> {text}");
    }

    private (int Start, int End) Range(SpecPlace place)
    {
        int start = spec.Start(place.Entry.Key.Span), end = spec.End(place.Entry.Value.Span);
        return (start, Math.Max(end, spec.End(place.Entry.Key.Span) + 1));
    }

    private (int Start, int End) Removed(SpecPlace place)
    {
        var (start, end) = Range(place);
        if (!IsFlow(place.Parent)) return (start - (place.Entry.Key.Span.Column - 1), Math.Min(EndOfLine(end) + 1, spec.Text.Length));
        int comma = end;
        while (spec.Text[comma] is ' ' or '\n') comma++;
        if (spec.Text[comma] == ',') return (start, comma + 1);
        while (spec.Text[start - 1] is ' ' or '\n') start--;
        return spec.Text[start - 1] == ',' ? (start - 1, end) : (start, end);
    }

    private int EndOfLine(int at) => spec.Text.IndexOf('\n', at) is >= 0 and var end ? end : spec.Text.Length;

    private bool IsFlow(MapNode map) => spec.Text[spec.Start(map.Span)] == '{';

    private string Text(SourceSpan span) => spec.Text[spec.Start(span)..spec.End(span)];

    private bool IsBlock(ScalarNode scalar) => spec.Text[Math.Min(spec.Start(scalar.Span), spec.Text.Length - 1)] is '|' or '>';

    private static string Spelt(ScalarNode old, string text) => old.IsPlain ? text : $"\"{text}\"";

    private static bool IsInside(SourceSpan inner, SourceSpan outer) =>
        (inner.Line, inner.Column).CompareTo((outer.Line, outer.Column)) >= 0 && (inner.EndLine, inner.EndColumn).CompareTo((outer.EndLine, outer.EndColumn)) <= 0;

    private static IEnumerable<ScalarNode> Scalars(Node node) => node switch
    {
        ScalarNode scalar => [scalar],
        ListNode list => list.Items.SelectMany(Scalars),
        MapNode map => map.Entries.SelectMany(e => Scalars(e.Value)),
        _ => [],
    };
}
