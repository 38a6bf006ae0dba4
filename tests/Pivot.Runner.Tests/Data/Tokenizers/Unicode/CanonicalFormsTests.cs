using System.Globalization;
using Pivot.Runner.Data.Tokenizers.Unicode;

namespace Pivot.Runner.Tests.Data.Tokenizers.Unicode;

public sealed class CanonicalFormsTests
{
    // UAX 15's and the Unicode character database's own examples, worked by hand.
    [Theory]
    [InlineData("", "", "")]
    [InlineData("abc", "abc", "abc")]
    [InlineData("e\u0301", "\u00E9", "e\u0301")]
    [InlineData("\u00C5", "\u00C5", "A\u030A")]
    [InlineData("\u212B", "\u00C5", "A\u030A")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323", "\u017F\u0323\u0307")]
    [InlineData("d\u0307\u0323", "\u1E0D\u0307", "d\u0323\u0307")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("\uD55C", "\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("\uD558\u11AB", "\uD55C", "\u1112\u1161\u11AB")]
    [InlineData("\uD55C\u11AB", "\uD55C\u11AB", "\u1112\u1161\u11AB\u11AB")]
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u2126", "\u03A9", "\u03A9")]
    [InlineData(">\u0338", "\u226F", ">\u0338")]
    [InlineData("a\u0315\u0300\u05AE\u0301b", "\u00E0\u05AE\u0301\u0315b", "a\u05AE\u0300\u0301\u0315b")]
    [InlineData("\u0344", "\u0308\u0301", "\u0308\u0301")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165", "\U0001D157\U0001D165")]
    [InlineData("\U00011131\U00011127", "\U0001112E", "\U00011131\U00011127")]
    [InlineData("\u01C4\uFB01", "\u01C4\uFB01", "\u01C4\uFB01")]
    public void Texts_compose_and_decompose(string text, string composed, string decomposed)
    {
        Assert.Equal(composed, CanonicalForms.Compose(text));
        Assert.Equal(decomposed, CanonicalForms.Decompose(text));
        Assert.Equal(composed, CanonicalForms.Compose(decomposed));
        Assert.Equal(decomposed, CanonicalForms.Decompose(composed));
    }

    [Fact]
    public void Every_character_of_the_table_composes_back_unless_it_says_it_does_not()
    {
        var source = Path.Combine(Path.GetDirectoryName(SourceFile())!, "../../../../../runner/Pivot.Runner/Data/Tokenizers/Unicode/canonical.txt");
        var (back, not) = (0, 0);
        foreach (var words in File.ReadLines(source).Select(l => l.Split(' ')).Where(w => w[0] is "d" or "x"))
        {
            var text = char.ConvertFromUtf32(int.Parse(words[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            var composed = CanonicalForms.Compose(CanonicalForms.Decompose(text));
            if (words[0] == "d") Assert.Equal(text, composed);
            else Assert.NotEqual(text, composed);
            _ = words[0] == "d" ? back++ : not++;
        }
        Assert.True(back > 900 && not > 1000, $"{back} and {not}");
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() => Assert.Equal("a\uFFFDb", CanonicalForms.Compose("a\uD800b"));

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;
}
