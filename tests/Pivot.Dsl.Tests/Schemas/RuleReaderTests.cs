using FluentValidation;
using Pivot.Dsl.Schemas;
using Pivot.Dsl.Specs;
using Pivot.Dsl.Specs.Binding;
using Pivot.Dsl.Validation;

namespace Pivot.Dsl.Tests.Schemas;

/// <summary>What the schema learns from the validators.</summary>
public class RuleReaderTests
{
    [Fact]
    public void Every_validator_is_asked()
    {
        var all = typeof(SpecValidators).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IValidator))).ToList();
        var asked = ShapeRules.Validators.Values.SelectMany(v => v).Select(make => make().GetType()).Distinct().ToList();
        Assert.Equal(all.Select(t => t.Name).Order(), asked.Select(t => t.Name).Order());
        Assert.Equal(26, asked.Count);
    }

    [Fact]
    public void What_validators_allow_is_about_keys_of_the_table()
    {
        int rules = 0;
        foreach (var (shape, validators) in ShapeRules.Validators)
        {
            foreach (var key in RuleReader.Read(validators.Select(make => make())).Keys)
            {
                Assert.True(shape.Keys.ContainsKey(key) || key is "learning_rate.default" or "learning_rate.parts", $"{shape.What} has no {key}");
                rules++;
            }
        }

        Assert.Equal(133, rules);
    }

    [Fact]
    public void Every_word_of_the_table_is_known_to_a_validator_or_tells_variants_apart()
    {
        var rules = new ShapeRules();
        var words = LanguageKeys.All.Where(k => k.Key.Shape is ValueShape { Kind: ValueKind.Word }).ToList();
        var discriminators = words.Count(k => rules.Of(k.Record, k.Key.Name).Words is null && k.Key.Name is "kind" or "source" or "format" && k.Record != Language.Tokenizer);
        Assert.Equal(words.Count, discriminators + words.Count(k => rules.Of(k.Record, k.Key.Name).Words is not null));
        Assert.Equal(48, discriminators);
    }

    [Fact]
    public void Bounds_words_and_counts_are_read_and_conditions_are_left_out()
    {
        var found = RuleReader.Read([new Sample()]);
        Assert.Equal(new Bounds(1, 8), found["width"].Bounds);
        Assert.Equal(["siglip"], found["arch"].Words);
        Assert.DoesNotContain("depth", found.Keys);
        Assert.Equal(new Bounds(Below: 0), RuleReader.Read([new LinearProbeValidator()])["layer"].Bounds);
        Assert.Equal((2, 2, false), RuleReader.Read([new TrainingStageValidator()])["betas"] is var betas ? (betas.Fewest, betas.Most!.Value, betas.Distinct) : default);
        Assert.Equal(new Bounds(Least: 0, Below: 1), RuleReader.Read([new TrainingStageValidator()])["betas"].Bounds);
        Assert.Equal(["vision_tower"], RuleReader.Read([new TrainingStageValidator(), new ContrastiveValidator()])["train"].Words);
    }

    [Theory]
    [InlineData(1.0, null, null, null, "must be at least 1")]
    [InlineData(1.0, 8.0, null, null, "must be between 1 and 8")]
    [InlineData(2.0, 2.0, null, null, "must be 2")]
    [InlineData(null, 5.0, null, null, "must be at most 5")]
    [InlineData(null, null, 0.0, null, "must be above 0")]
    [InlineData(null, null, null, 0.0, "must be below 0")]
    [InlineData(0.0, null, null, 1.0, "must be at least 0 and below 1")]
    [InlineData(null, null, 0.5, 1.0, "must be above 0.5 and below 1")]
    [InlineData(null, 1.0, 0.0, null, "must be above 0 and at most 1")]
    public void Bounds_hold_numbers_and_say_so(double? least, double? most, double? above, double? below, string words)
    {
        var bounds = new Bounds(least, most, above, below);
        Assert.Equal(words, bounds.ToString());
        Assert.Equal(least is not null, least is { } l && bounds.Hold(l) && !bounds.Hold(l - 1));
        Assert.Equal(most is not null, most is { } m && bounds.Hold(m) && !bounds.Hold(m + 1));
        Assert.Equal(above is not null, above is { } a && !bounds.Hold(a) && bounds.Hold(a + 0.1));
        Assert.Equal(below is not null, below is { } b && !bounds.Hold(b) && bounds.Hold(b - 0.1));
    }

    private sealed class Sample : AbstractValidator<VisionTowerSpec>
    {
        public Sample()
        {
            RuleFor(t => t.Width).Between(1, 10);
            RuleFor(t => t.Width).Between(0, 8).Fits(t => t.Width % 2 == 0, _ => "must be even");
            RuleFor(t => t.Arch).OneOf("siglip", "clip");
            RuleFor(t => t.Arch).OneOf("siglip", "dino");
            RuleFor(t => t.Depth).AtLeast(3).When(t => t.From is null);
        }
    }
}
