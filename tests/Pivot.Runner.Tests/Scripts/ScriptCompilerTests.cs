using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Scripts;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Scripts;

/// <summary>These run <c>dotnet fsi</c>, seconds each: together they ask what only a real run can answer.</summary>
public sealed class ScriptCompilerTests
{
    private static readonly string Experiments = Path.Combine(Repository(), "experiments");

    [Fact]
    public void The_quickstart_in_fsharp_has_the_plan_of_the_one_in_yaml()
    {
        var (plan, diagnostics) = ScriptCompiler.Compile(Path.Combine(Experiments, "quickstart.fsx"), [], null);
        Assert.False(diagnostics.HasErrors, DiagnosticText.Render(diagnostics));
        Assert.Equal(ExperimentCompiler.Compile(Path.Combine(Experiments, "quickstart.yaml"), [], null).Plan!.Hash, plan!.Hash);
    }

    [Fact]
    public void The_example_of_the_readme_is_a_script()
    {
        var readme = File.ReadAllText(Path.Combine(Experiments, "README.md"));
        var start = readme.IndexOf("```fsharp\n", StringComparison.Ordinal) + 10;
        using var folder = new TemporaryStore();
        File.Copy(Path.Combine(Experiments, "quickstart.yaml"), Path.Combine(folder.Path, "quickstart.yaml"));
        var (plan, diagnostics) = ScriptCompiler.Compile(Write(folder, readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)]), [], null);
        Assert.False(diagnostics.HasErrors, DiagnosticText.Render(diagnostics));
        Assert.Equal(["sft", "dpo", "none", "dpo-0.05", "dpo-0.1", "dpo-0.5"], plan!.Arms);
        Assert.Equal((5 * 2 + 1) * 2, plan.Trials.Count);
    }

    [Fact]
    public void What_is_wrong_with_an_experiment_is_told_at_its_place_in_the_script()
    {
        using var folder = new TemporaryStore();
        File.WriteAllText(Path.Combine(folder.Path, "base.yaml"), File.ReadAllText(Path.Combine(Experiments, "quickstart.yaml")));
        var script = Write(folder, """
            open Pivot.Dsl.FSharp
            printfn "printed"
            let study =
                experiment "wrong" {
                    extends "base.yaml"
                    arm "low" { set "stages.post" (dpo { beta -0.5; learning_rate 1e-4 }) }
                }
            """);
        var diagnostics = ScriptCompiler.Compile(script, ["stages.see.steps=0"], null).Diagnostics;
        Assert.Equal([(script, 6, 51, DiagnosticCodes.OutOfRange), ("<--set>", 1, 18, DiagnosticCodes.OutOfRange)],
            diagnostics.Select(d => (d.Span.File, d.Span.Line, d.Span.Column, d.Code)));
        Assert.Contains("arm \"low\" { set", DiagnosticText.Render(diagnostics));
    }

    [Fact]
    public void Every_error_of_the_fsharp_compiler_is_told()
    {
        using var folder = new TemporaryStore();
        var script = Write(folder, """
            open Pivot.Dsl.FSharp
            let world = data "scenes" (scenes { trian 600 })
            let see = stage "see" (contrastive { model "nano"; steps "five" })
            """);
        var diagnostics = ScriptCompiler.Compile(script, [], null).Diagnostics.ToList();
        Assert.Equal([(2, 37, DiagnosticCodes.Script), (3, 58, DiagnosticCodes.Script)], diagnostics.Select(d => (d.Span.Line, d.Span.Column, d.Code)));
        Assert.Contains("train", diagnostics[0].Hint);
    }

    [Fact]
    public void A_script_that_fails_is_told_with_its_message_and_line()
    {
        using var folder = new TemporaryStore();
        var script = Write(folder, "let x = 1\nlet y = if x > 0 then failwith \"no such luck\" else 2\n");
        var mistake = Assert.Single(ScriptCompiler.Compile(script, [], null).Diagnostics);
        Assert.Equal((DiagnosticCodes.ScriptFailed, 2), (mistake.Code, mistake.Span.Line));
        Assert.Contains("no such luck", mistake.Message);
    }

    [Fact]
    public void A_script_declares_one_experiment()
    {
        using var folder = new TemporaryStore();
        var script = Write(folder, "open Pivot.Dsl.FSharp\nlet a = experiment \"one\" { question \"?\" }\nlet b = experiment \"two\" { question \"?\" }\n");
        var mistake = Assert.Single(ScriptCompiler.Compile(script, [], null).Diagnostics);
        Assert.Equal((DiagnosticCodes.ScriptExperiment, 3), (mistake.Code, mistake.Span.Line));
        Assert.Contains("'one' (line 2), 'two' (line 3)", mistake.Message);
    }

    [Fact]
    public void A_script_that_does_not_end_is_stopped()
    {
        using var folder = new TemporaryStore();
        var script = Write(folder, "System.Threading.Thread.Sleep 600000");
        var mistake = Assert.Single(ScriptCompiler.Compile(script, [], null, TimeSpan.FromSeconds(1)).Diagnostics);
        Assert.Equal(DiagnosticCodes.ScriptFailed, mistake.Code);
        Assert.Contains("did not end within 1 s", mistake.Message);
    }

    [Fact]
    public void A_script_that_is_missing_is_told_as_a_file_is()
    {
        var mistake = Assert.Single(ScriptCompiler.Compile("/nowhere/at-all.fsx", [], null).Diagnostics);
        Assert.Equal(DiagnosticCodes.Unreadable, mistake.Code);
    }

    private static string Write(TemporaryStore folder, string text)
    {
        var file = Path.Combine(folder.Path, "my study-1.fsx");
        File.WriteAllText(file, text);
        return file;
    }

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pivot.Runner.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"no Pivot.Runner.sln above {AppContext.BaseDirectory}");
    }
}
