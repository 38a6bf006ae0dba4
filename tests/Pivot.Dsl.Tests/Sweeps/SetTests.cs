using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Sweeps;

public class SetTests
{
    [Fact]
    public void Values_are_yaml_and_later_ones_win()
    {
        var spec = SpecFile.Plan(SpecText.Base, "stages.post.steps=20", "stages.post={steps: 21, betas: [0.8, 0.9]}", "name=other", "seeds=2", "question=a = b").Spec;
        var post = (SftSpec)spec.Stages["post"];
        Assert.Equal((21, 0.8, "other", 2, "a = b"), (post.Steps, post.Betas[0], spec.Name, spec.Seeds.Values.Count, spec.Question));
    }

    [Fact]
    public void Optional_keys_and_parts_that_are_not_written_may_be_set()
    {
        var spec = SpecFile.Plan(SpecText.Base, "models.nano.tokenizer.kind=byte", "stages.post.learning_rate.projector=0.5", "report.template=tables", "seeds.from=post").Spec;
        Assert.Equal("byte", spec.Models["nano"].Tokenizer.Kind);
        Assert.Equal(("tables", "post"), (spec.Report.Template, spec.Seeds.From));
    }

    [Fact]
    public void Null_removes()
    {
        var spec = SpecFile.Plan(SpecText.Base, "stages.post=null", "models.nano.language_model.kv_heads=").Spec;
        Assert.Equal("align", spec.Stages["vqa"].From);
        Assert.Null(spec.Models["nano"].LanguageModel!.KvHeads);
    }

    [Theory]
    [InlineData("stages.post.steps", DiagnosticCodes.BadSet, 1)]
    [InlineData("=3", DiagnosticCodes.BadSet, 1)]
    [InlineData("stages..steps=3", DiagnosticCodes.BadSet, 1)]
    [InlineData("stages.pots.steps=3", DiagnosticCodes.UnknownPath, 8)]
    [InlineData("stages.post.steps=many", DiagnosticCodes.WrongType, 19)]
    [InlineData("stages.post.stepz=3", DiagnosticCodes.UnknownPath, 13)]
    [InlineData("stages.post.steps=[1", DiagnosticCodes.Syntax, 19)]
    [InlineData("extends=other.yaml", DiagnosticCodes.UnknownPath, 1)]
    [InlineData("claimz.a=3", DiagnosticCodes.UnknownPath, 1)]
    [InlineData("nmae=x", DiagnosticCodes.UnknownPath, 1)]
    public void Mistakes_have_their_place_in_the_argument(string set, string code, int column)
    {
        var compilation = SpecFile.Compile(SpecText.Base, "stages.see.steps=9", set);
        var diagnostic = Assert.Single(compilation.Diagnostics);
        Assert.Equal((code, "<--set>", 2, column), (diagnostic.Code, diagnostic.Span.File, diagnostic.Span.Line, diagnostic.Span.Column));
        Assert.Contains($"2 | {set}\n", DiagnosticText.Render(compilation.Diagnostics));
    }
}
