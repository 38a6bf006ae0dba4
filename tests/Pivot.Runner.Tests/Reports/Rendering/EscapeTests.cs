using Pivot.Runner.Reports.Rendering;

namespace Pivot.Runner.Tests.Reports.Rendering;

public class EscapeTests
{
    [Fact]
    public void Markup_in_data_is_plain_text_in_markdown() =>
        Assert.Equal(@"&lt;image&gt; a\|b \*c\* \[d\](e) f", Escape.Markdown("<image>\na|b *c* [d](e)\r\nf"));

    [Fact]
    public void Commands_and_signs_are_safe_in_latex() =>
        Assert.Equal(@"vision\_centric 5\% $-$0.1 $\pm$ 0.2 $\uparrow$", Escape.Latex("vision_centric 5% −0.1 ± 0.2 ↑"));

    [Fact]
    public void Fields_with_commas_and_quotes_are_quoted_in_csv() => Assert.Equal("\"a, \"\"b\"\"\"", Escape.Csv("a, \"b\""));

    [Fact]
    public void Blank_lines_are_squeezed_outside_code_only() =>
        Assert.Equal("a\n\nb\n```\nc\n\n\nd\n```\n", BlankLines.Squeeze("a\n\n  \n\nb\n```\nc\n\n\nd\n```\n\n\n"));
}
