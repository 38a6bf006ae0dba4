using Pivot.Runner.Cli;

namespace Pivot.Runner.Tests.Cli;

public sealed class GraphCommandTests
{
    private const string Spec = """
        pivot: 1
        name: graph
        data: { scenes: { source: scenes, image_size: 32, train: 20, test: 4 } }
        models: { nano: { vision_tower: { image_size: 32, width: 16, depth: 1, heads: 2 }, language_model: { width: 16, depth: 1, heads: 2 } } }
        stages:
          post: { kind: sft, data: scenes.captions, steps: 2 }
          linear: { kind: linear_probe, from: post, data: scenes.objects }
        arms:
          a: {}
          b: { stages.linear: null }
        """;

    [Theory]
    [InlineData(ExitCodes.Done, "post")]
    [InlineData(ExitCodes.Done, "linear.features", "--format", "json")]
    [InlineData(ExitCodes.Done, "linear", "--arm", "a", "--format", "mermaid")]
    [InlineData(ExitCodes.Invalid, "pots")]
    [InlineData(ExitCodes.Invalid, "linear", "--arm", "b")]
    [InlineData(ExitCodes.Invalid, "post", "--arm", "c")]
    [InlineData(ExitCodes.Invalid, "post", "--set", "stages.post.steps=0")]
    [InlineData(ExitCodes.Invalid, "post", "--format", "xml")]
    public void It_ends_with_0_where_there_is_a_stage_and_with_2_elsewhere(int exitCode, string stage, params string[] more)
    {
        using var folder = new Data.TemporaryFolder();
        Assert.Equal(exitCode, PivotCommand.Invoke(["graph", folder.Write("spec.yaml", Spec), stage, .. more, "--store", folder.File("store")]));
    }

    [Fact]
    public void What_is_printed_has_counts_of_the_data()
    {
        using var folder = new Data.TemporaryFolder();
        folder.Write("spec.yaml", Spec);
        var (exitCode, output) = EndToEnd.PivotProcess.Run(folder.Path, "graph", "spec.yaml", "post");
        Assert.Equal(ExitCodes.Done, exitCode);
        Assert.Contains("\ndata        20 rows to train on, 0 to test on\n", output);
        Assert.Contains("\nupdates     2 of 32 rows\n", output);
        Assert.DoesNotContain("at most", output);
    }
}
