using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Dsl.Specs;

namespace Pivot.Dsl.Tests.Plans;

/// <summary>What the compiler makes of what the inspector tells it.</summary>
public class InspectionTests
{
    [Fact]
    public void A_typo_and_a_broken_view_are_told_together()
    {
        var inspector = new CountingInspector { Problems = v => v is ScenesView { Content: "objects" } ? [new DataProblem("PVT403", "an image is missing")] : [] };
        var diagnostics = Compile(SpecText.Base.Replace("kind: benchmark, from: post", "kind: benchmark, from: posst"), inspector).Diagnostics;
        Assert.Equal(["PVT301", "PVT403"], diagnostics.Select(d => d.Code).Order());
    }

    [Fact]
    public void Nodes_know_the_counts_of_their_data_and_the_vocabulary_of_their_model()
    {
        var inspector = new CountingInspector();
        var plan = SpecFile.Plan(Compile(SpecText.With("seeds: 3"), inspector));
        Assert.All(plan.Nodes, n => Assert.Equal(CountingInspector.Some, n.Counts));
        Assert.All(plan.Nodes, n => Assert.Equal(n.Model is null ? null : 300, n.VocabularySize));
        Assert.Contains(plan.Nodes, n => n.VocabularySize == 300);
        Assert.Equal(1, inspector.Vocabularies);
    }

    [Fact]
    public void Counts_are_in_no_key()
    {
        string[] Keys(IDataInspector inspector) => [.. SpecFile.Plan(Compile(SpecText.Base, inspector)).Nodes.Select(n => n.Key)];
        Assert.Equal(Keys(new CountingInspector()), Keys(new CountingInspector(new DataCounts(1, 2, 3, 4), null)));
    }

    [Fact]
    public void Remarks_are_warnings_at_the_view()
    {
        var compilation = Compile(SpecText.Base, new CountingInspector { Remarks = [new DataProblem("PVT408", "only some were looked at")] });
        Assert.NotNull(compilation.Plan);
        Assert.All(compilation.Diagnostics, d => Assert.Equal(("PVT408", Severity.Warning), (d.Code, d.Severity)));
        Assert.NotEmpty(compilation.Diagnostics);
    }

    [Theory]
    [InlineData("stages.post", "post")]
    [InlineData("stages.post.steps", "12")]
    [InlineData("stages.post.nothing", "post")]
    [InlineData("data.scenes.train", "600")]
    [InlineData("nothing", "pivot")]
    public void A_path_has_the_place_where_it_is_written(string path, string text) =>
        Assert.Equal(text, TextAt(SpecText.Base, Compile(SpecText.Base, null).PlaceOf(path)));

    [Theory]
    [InlineData("post", "post")]
    [InlineData("segment.features", "segment")]
    public void A_node_has_the_place_of_the_stage_it_was_made_for(string stage, string text)
    {
        var compilation = Compile(SpecText.Base, null);
        Assert.Equal(text, TextAt(SpecText.Base, compilation.PlaceOf(compilation.Plan!.Nodes.First(n => n.Stage == stage))));
    }

    private static string TextAt(string spec, SourceSpan span) => spec.Split('\n')[span.Line - 1][(span.Column - 1)..(span.EndColumn - 1)];

    private static Compilation Compile(string text, IDataInspector? inspector)
    {
        using var file = new SpecFile();
        return ExperimentCompiler.Compile(file.Write("spec.yaml", text), [], inspector);
    }
}
