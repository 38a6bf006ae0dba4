using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs.Binding;

namespace Pivot.Dsl.Tests.Diagnostics;

public class DiagnosticBagTests
{
    [Fact]
    public void The_first_thousand_errors_are_kept_and_the_rest_is_said_to_be_missing()
    {
        var bag = new DiagnosticBag();
        for (int i = 0; i < 5000; i++) bag.Error("PVT201", new("a.yaml", i + 1, 1, i + 1, 2), "", "x");
        bag.Warning("PVT315", new("a.yaml", 9999, 1, 9999, 2), "", "a warning is still told");
        Assert.Equal(1002, bag.Count);
        Assert.Equal((DiagnosticCodes.TooLarge, 1001), (bag.ElementAt(1000).Code, bag.ElementAt(1000).Span.Line));
        Assert.Equal(Severity.Warning, bag.Last().Severity);
        Assert.True(bag.HasErrors);
    }

    [Fact]
    public void Warnings_alone_are_no_errors_however_many()
    {
        var bag = new DiagnosticBag();
        for (int i = 0; i < 3000; i++) bag.Warning("PVT315", new("a.yaml", i + 1, 1, i + 1, 2), "", "x");
        Assert.False(bag.HasErrors);
        Assert.Equal(1001, bag.Count);
    }

    [Fact]
    public void One_text_that_is_wrong_at_many_sweep_points_is_told_three_times()
    {
        var bag = new DiagnosticBag();
        for (int i = 0; i < 200; i++)
        {
            bag.Context = $"steps = {i}.5";
            bag.Error("PVT202", new("a.yaml", 1, 1, 1, 2), "", $"'steps' must be a whole number, found '{i}.5'");
        }

        Assert.Equal(3, bag.Count);
        Assert.EndsWith("(in steps = 2.5, and perhaps further ones)", bag.Last().Message);
    }

    [Fact]
    public void A_message_is_one_line_of_bearable_length()
    {
        var bag = new DiagnosticBag();
        bag.Error("PVT201", new("a.yaml", 1, 1, 1, 2), "", "begin\nof " + new string('k', 100_000) + " the end", "a\r\nhint");
        var said = Assert.Single(bag);
        Assert.StartsWith("begin of kkk", said.Message);
        Assert.EndsWith("kkk the end", said.Message);
        Assert.InRange(said.Message.Length, 500, 1000);
        Assert.Equal("a hint", said.Hint);
    }

    [Fact]
    public void What_other_tools_say_leads_to_a_key_or_a_word_of_the_language()
    {
        var words = Keys(Language.Experiment).Concat(Language.Stage.Variants.Keys).ToHashSet();
        Assert.DoesNotContain(OtherTools.Meant, meant => !words.Contains(meant));
        Assert.True(OtherTools.Meant.Count() > 80);
    }

    private static IEnumerable<string> Keys(Shape shape, HashSet<Shape>? seen = null)
    {
        if (!(seen ??= []).Add(shape)) return [];
        return shape switch
        {
            RecordShape record => record.Keys.SelectMany(k => Keys(k.Value, seen).Prepend(k.Key)),
            VariantShape variant => variant.Variants.Values.SelectMany(v => Keys(v, seen)).Append(variant.Discriminator),
            NamesShape names => Keys(names.Item, seen),
            ListShape list => Keys(list.Item, seen),
            _ => [],
        };
    }
}
