namespace Pivot.Runner.Tests.EndToEnd;

/// <summary>The paper's comparison at its full size on a machine that has none of its folders: looked at from all sides, and not begun.</summary>
public sealed class PaperSpecTests : IDisposable
{
    private static readonly string Spec = Path.GetFullPath(Path.Combine(Repository(), "experiments/paper/llava-siglip2-qwen2.5.yaml"));
    private readonly string _folder = Directory.CreateTempSubdirectory("pivot-paper-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_valid() => Ends(0, ["validate", Spec], "warning PVT418", "valid, 3 trials");

    [Fact]
    public void A_stage_of_it_is_shown() => Ends(0, ["graph", Spec, "post"], "SiglipVisionModel", "Qwen2ForCausalLM", "1.54B");

    [Fact]
    public void Its_plan_says_what_to_fetch() => Ends(0, ["plan", Spec],
        "huggingface-cli download google/siglip2-so400m-patch16-384 --local-dir ", "huggingface-cli download Qwen/Qwen2.5-1.5B-Instruct --local-dir ", "0 in the store", "memory  ");

    [Fact]
    public void It_is_not_begun()
    {
        Ends(3, ["run", Spec], "to fetch", "huggingface-cli download google/siglip2-so400m-patch16-384", "nothing was run");
        Assert.False(Directory.Exists(Path.Combine(_folder, ".pivot/stages")));
    }

    private void Ends(int exitCode, string[] arguments, params string[] said)
    {
        var (code, output) = PivotProcess.Run(_folder, arguments);
        Assert.True(code == exitCode, $"exit code {code}: {output}");
        Assert.All(said, text => Assert.Contains(text, output));
        Assert.DoesNotContain("   at ", output); // a stack trace
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pivot.Runner.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no Pivot.Runner.sln above {AppContext.BaseDirectory}");
    }
}
