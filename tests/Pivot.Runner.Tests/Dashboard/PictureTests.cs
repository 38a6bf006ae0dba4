using Pivot.Runner.Dashboard.Markup;
using Pivot.Runner.Dashboard.Pages;
using Pivot.Runner.Queue.Views;

namespace Pivot.Runner.Tests.Dashboard;

public sealed class PictureTests
{
    private static readonly StageCounts One = new(0, 0, 0, 0, 1, 0, 0, 0);

    [Fact]
    public void Holes_are_encoded_and_markup_is_not()
    {
        var inner = Html.Of($"<b>{"<&>\"'é漢"}</b>");
        Assert.Equal("<p title=\"a&quot;b\"><b>&lt;&amp;&gt;&quot;&#x27;é漢</b>1.5</p>", Html.Of($"<p title=\"{"a\"b"}\">{inner}{1.5}</p>").ToString());
        Assert.Equal("<b>&lt;&amp;&gt;&quot;&#x27;é漢</b><b>&lt;&amp;&gt;&quot;&#x27;é漢</b>", Html.Of($"{new[] { inner, inner }}").ToString());
        Assert.Equal("", Html.Of($"{(string?)null}{inner.If(false)}").ToString());
    }

    [Fact]
    public void What_is_read_stands_left_of_what_reads_it()
    {
        GraphNode[] nodes = [Node("a"), Node("b"), Node("x", "b"), Node("y", "a"), Node("z", "x", "a"), Node("lonely", "not there"), Node("self", "self")];
        var columns = GraphLayout.Columns(nodes);
        Assert.Equal(3, columns.Count);
        Assert.Equal(["z"], columns[2].Select(n => n.Id));
        Assert.Equal(["a", "b", "lonely", "self"], columns[0].Select(n => n.Id).Order());
        // Neighbours in the order of what they read: lines do not cross.
        var first = columns[0].Select(n => n.Id).ToList();
        var second = columns[1].Select(n => n.Id).ToList();
        Assert.Equal(first.IndexOf("a") < first.IndexOf("b"), second.IndexOf("y") < second.IndexOf("x"));
        Assert.Contains("<svg", GraphPicture.Render(nodes).ToString());

        static GraphNode Node(string id, params string[] parents) => new(id, id, "", "/", One, parents);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5000)]
    public void A_curve_is_drawn_of_any_number_of_points(int count)
    {
        var picture = CurvePicture.Render([.. Enumerable.Range(0, count).Select(i => new CurvePointView(i * 10, i == 1 ? double.NaN : i == 2000 ? 50 : 1.0 / (i + 1)))], null, "steps").ToString();
        Assert.Contains("<polyline", picture);
        Assert.DoesNotContain("NaN", picture);
        Assert.InRange(picture.Length, 100, 20_000);
        // A spike among many points stays.
        if (count > 2000) Assert.Contains(">50<", picture);
    }

    [Fact]
    public void Without_a_loss_that_is_said()
    {
        Assert.Contains("No loss was told yet", CurvePicture.Render([], 10, "steps").ToString());
        Assert.Contains("that is a number", CurvePicture.Render([new(1, double.NaN)], 10, "steps").ToString());
    }

    [Theory]
    [InlineData(0.004, "0 %")]
    [InlineData(0.999, "99 %")]
    [InlineData(1, "100 %")]
    public void All_is_over_only_when_it_is(double share, string expected) => Assert.Equal(expected, Words.Percent(share));

    [Theory]
    [InlineData(0.2, "under 1 s")]
    [InlineData(59.4, "59 s")]
    [InlineData(187, "3 min 07 s")]
    [InlineData(7500, "2 h 05 min")]
    [InlineData(274000, "3 d 4 h")]
    public void Times_are_told_in_words(double seconds, string expected) => Assert.Equal(expected, Words.Duration(seconds));
}
