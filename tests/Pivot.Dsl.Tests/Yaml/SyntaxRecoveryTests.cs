using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Tests.Mutations;

namespace Pivot.Dsl.Tests.Yaml;

/// <summary>A bracket that is missing in one place hides nothing that is wrong elsewhere, and makes nothing wrong that is right.</summary>
public class SyntaxRecoveryTests
{
    public static TheoryData<string> Specs => ["experiments/quickstart.yaml", "tests/Pivot.Dsl.Tests/Plans/three-arms.yaml", "tests/Pivot.Dsl.Tests/Diagnostics/every-place.yaml", "tests/Pivot.Runner.Tests/EndToEnd/mini.yaml"];

    [Theory]
    [MemberData(nameof(Specs))]
    public void A_missing_bracket_is_told_where_it_was_opened_and_the_rest_is_checked(string name)
    {
        var (spec, lines) = Lines(name);
        int tried = 0;
        foreach (var (line, at) in lines.Select((line, at) => (line, at)))
        {
            int open = line.IndexOf('{');
            if (open < 0 || !line.EndsWith('}') || line.StartsWith('#')) continue;
            var (text, elsewhere) = WithAMistake(lines, at, line[..^1].TrimEnd());
            Assert.Equal([(at + 1, open + 1, DiagnosticCodes.Syntax), elsewhere], Places(spec, text));
            tried++;
        }

        Assert.True(tried >= 9, $"{tried}");
    }

    [Theory]
    [MemberData(nameof(Specs))]
    public void A_missing_quote_is_told_where_it_was_opened_and_the_rest_is_checked(string name)
    {
        var (spec, lines) = Lines(name);
        int tried = 0;
        foreach (var (line, at) in lines.Select((line, at) => (line, at)))
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            if (colon < 0 || line.TrimStart().StartsWith('#') || line.TrimStart().StartsWith("pivot") || line.Contains('#')) continue;
            int value = line.Length - line[(colon + 1)..].TrimStart().Length;
            var (text, elsewhere) = WithAMistake(lines, at, line.Insert(value, "\"").Replace("\"\"", "\""));
            Assert.Equal([(at + 1, value + 1, DiagnosticCodes.Syntax), elsewhere], Places(spec, text));
            tried++;
        }

        Assert.True(tried >= 9, $"{tried}");
    }

    [Fact]
    public void Several_broken_entries_are_all_told()
    {
        const string text = "pivot: 1\nname: [a\ndata: { s: { source: scenes }\nmodels:\n  m: { vision_tower: {} }\n  n: { vision_tower: { dept: 3 } }\nstages:\n  see: { kind: contrastive, model: m, data: s.captions, steps: 1 ]\n  more:\n    kind: @sft\n    stepz: 3\n";
        var places = SpecFile.Compile(text).Diagnostics.Select(d => (d.Span.Line, d.Span.Column, d.Code));
        Assert.Equal([(2, 7, "PVT102"), (3, 7, "PVT102"), (6, 24, "PVT201"), (8, 66, "PVT102"), (10, 11, "PVT102")], places.Where(p => p.Code != "PVT201" || p.Line == 6));
    }

    [Fact]
    public void A_broken_value_within_a_sweep_is_told_once()
    {
        var text = SpecText.With("sweep:\n  random:\n    count: @3\n    over: { stages.post.steps: { int: [1, 9] } }\n");
        var said = Assert.Single(SpecFile.Compile(text).Diagnostics);
        Assert.Equal((20, 12, DiagnosticCodes.Syntax), (said.Span.Line, said.Span.Column, said.Code));
    }

    [Theory]
    [InlineData("s: {\n  a: @x,\n  b: 1\n}\nc: @y\n", "2:6 5:4")]
    [InlineData("s: {\n  a: [1, 2,\n  b: 1\n}\nc: @y\n", "4:1 5:4")]
    [InlineData("s: [\n  { a: 1 },\n  { b 1: 2 ]\n]\nc: @y\n", "3:12 5:4")]
    [InlineData("s:\n- { a: 1 }\n- { b: @x }\nc: @y\n", "3:8 4:4")]
    [InlineData("s: |\n  a: [b\nc: @y\n", "3:4")]
    [InlineData("s:\n  a:\n    b: 'x\n    c: @y\n  d: @z\n", "3:8 4:8 5:6")]
    public void Values_over_several_lines_are_taken_out_whole(string text, string places)
    {
        var bag = new DiagnosticBag();
        Assert.NotNull(Dsl.Yaml.YamlReader.Read(text, new Dsl.Yaml.SourceText("t", "/"), bag));
        Assert.Equal(places, string.Join(' ', bag.Select(d => $"{d.Span.Line}:{d.Span.Column}")));
    }

    // The mistake that must still be told: an unknown key at the end of the file.
    private static (string Text, (int, int, string)) WithAMistake(List<string> lines, int at, string broken) =>
        (string.Join('\n', lines.Select((l, i) => i == at ? broken : l)) + "\nquestoin: x\n", (lines.Count + 1, 1, DiagnosticCodes.UnknownKey));

    private static (GoodSpec Spec, List<string> Lines) Lines(string name)
    {
        var spec = GoodSpec.All.Single(s => s.Name == name);
        return (spec, spec.Text.TrimEnd().Split('\n').ToList());
    }

    private static IEnumerable<(int, int, string)> Places(GoodSpec spec, string text) =>
        spec.Compile(text).Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => (d.Span.Line, d.Span.Column, d.Code));
}
