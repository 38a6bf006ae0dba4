using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Yaml;

public class YamlReaderTests
{
    [Fact]
    public void Every_node_knows_its_place()
    {
        var root = Read("a: 1   # one\nb: { x: 'q', y: [1, two words] }\nc:\n  d: \"é\"\n");
        Assert.Equal("1:1-1:2 1:4-1:5", Places(root.Entries[0]));
        Assert.Equal("2:1-2:2 2:4-2:33", Places(root.Entries[1]));
        var b = (MapNode)root["b"]!;
        Assert.Equal("2:6-2:7 2:9-2:12", Places(b.Entries[0]));
        Assert.Equal("2:14-2:15 2:17-2:31", Places(b.Entries[1]));
        Assert.Equal(9, ((ListNode)b["y"]!).Items[1].Span.EndColumn - ((ListNode)b["y"]!).Items[1].Span.Column);
        Assert.Equal("3:1-3:2 4:3-4:9", Places(root.Entries[2]));
    }

    [Fact]
    public void Quoted_text_is_text_and_plain_nothing_is_null()
    {
        var root = Read("a: '1'\nb: 1\nc:\nd: ~\ne: 'null'\nf: null\n");
        Assert.False(((ScalarNode)root["a"]!).IsPlain);
        Assert.True(((ScalarNode)root["b"]!).IsPlain);
        Assert.Equal(["c", "d", "f"], root.Entries.Where(e => e.Value.IsNull).Select(e => e.Name));
    }

    [Fact]
    public void A_duplicate_key_is_reported_at_the_second_and_the_first_counts()
    {
        var bag = new DiagnosticBag();
        var root = (MapNode)YamlReader.Read("a: 1\na: 2\n", new SourceText("t", "/"), bag)!;
        Assert.Equal("1", ((ScalarNode)root["a"]!).Value);
        Assert.Equal(2, Assert.Single(bag).Span.Line);
    }

    [Fact]
    public void An_alias_bomb_is_refused_without_being_unfolded()
    {
        var bag = new DiagnosticBag();
        var text = "a: &a [x, x]\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"b{i}: &b{i} [*a, *a, *a]\n"));
        Assert.NotNull(YamlReader.Read(text, new SourceText("t", "/"), bag));
        Assert.All(bag, d => Assert.Equal(DiagnosticCodes.Anchor, d.Code));
    }

    [Fact]
    public void Limits_hold()
    {
        Assert.Equal(DiagnosticCodes.Unreadable, Code(new string('a', YamlReader.MaxLength + 1)));
        Assert.Equal(DiagnosticCodes.TooLarge, Code("a: [" + string.Concat(Enumerable.Repeat("1,", 100_000)) + "]"));
        Assert.Equal(DiagnosticCodes.TooLarge, Code(string.Concat(Enumerable.Range(0, 60).Select(i => new string(' ', i) + "a:\n"))));
    }

    private static string Places(MapEntry entry) => $"{Place(entry.Key.Span)} {Place(entry.Value.Span)}";

    private static string Place(SourceSpan span) => $"{span.Line}:{span.Column}-{span.EndLine}:{span.EndColumn}";

    private static string Code(string text)
    {
        var bag = new DiagnosticBag();
        Assert.Null(YamlReader.Read(text, new SourceText("t", "/"), bag));
        return Assert.Single(bag).Code;
    }

    private static MapNode Read(string text)
    {
        var bag = new DiagnosticBag();
        var root = YamlReader.Read(text, new SourceText("t", "/"), bag);
        Assert.Empty(bag);
        return (MapNode)root!;
    }
}
