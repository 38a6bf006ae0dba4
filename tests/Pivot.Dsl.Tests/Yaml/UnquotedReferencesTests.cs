using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Yaml;

namespace Pivot.Dsl.Tests.Yaml;

public class UnquotedReferencesTests
{
    [Theory]
    [InlineData("a: { b: ${c} }", "1:9 ${c}")]
    [InlineData("a: [1, ${c}, ${d}]", "1:8 ${c}; 1:14 ${d}")]
    [InlineData("a: [x${c}y]", "1:6 ${c}")]
    [InlineData("a: it's\nb: { c: \"${d}\", e: ${f} } # ${g}", "2:20 ${f}")]
    [InlineData("a: { b: '${c}', d: 'it''s', e: ${f}", "1:32 ${f}")]
    [InlineData("a: {\n  b: ${c},\n  d: 1\n}", "2:6 ${c}")]
    public void In_flow_style_it_is_told_as_what_it_is(string text, string places)
    {
        var bag = new DiagnosticBag();
        YamlReader.Read(text, new SourceText("t", "/"), bag);
        Assert.All(bag, d => Assert.Equal(DiagnosticCodes.Interpolation, d.Code));
        Assert.Equal(places, string.Join("; ", bag.Select(d => $"{d.Span.Line}:{d.Span.Column} {text.Split('\n')[d.Span.Line - 1][(d.Span.Column - 1)..(d.Span.EndColumn - 1)]}")));
    }

    [Theory]
    [InlineData("a: ${b}\nc: x${d}y\n")]
    [InlineData("a: \"${b}\"\nc: { d: '${e}' }\n")]
    [InlineData("a: ${b} and [${c}]\n")]
    [InlineData("- ${a}\n- x\n")]
    public void In_block_style_and_in_quotes_it_is_fine(string text)
    {
        var bag = new DiagnosticBag();
        Assert.True(YamlReader.Read(text, new SourceText("t", "/"), bag)!.HasReferences);
        Assert.Empty(bag);
    }

    [Theory]
    [InlineData("a: { b: ")]
    [InlineData("a: [1, 2\nb: 3")]
    public void Other_broken_text_is_told_as_before(string text)
    {
        var bag = new DiagnosticBag();
        YamlReader.Read(text, new SourceText("t", "/"), bag);
        Assert.Equal(DiagnosticCodes.Syntax, Assert.Single(bag).Code);
    }
}
