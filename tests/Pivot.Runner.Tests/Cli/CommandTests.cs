using Pivot.Runner.Cli;

namespace Pivot.Runner.Tests.Cli;

public sealed class CommandTests
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("run")]
    [InlineData("run", "spec.yaml", "--workers", "0")]
    [InlineData("run", "spec.yaml", "--threads", "many")]
    [InlineData("run", "spec.yaml", "--bogus")]
    [InlineData("plan", "spec.yaml", "--format", "xml")]
    [InlineData("validate")]
    [InlineData("schema", "spec.yaml")]
    public void Wrong_arguments_end_with_2(params string[] args) => Assert.Equal(ExitCodes.Invalid, PivotCommand.Invoke(args));

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    [InlineData("--version")]
    public void Asking_for_help_ends_with_0(params string[] args) => Assert.Equal(ExitCodes.Done, PivotCommand.Invoke(args));

    [Fact]
    public void The_schema_is_written_to_a_file()
    {
        using var store = new Store.TemporaryStore();
        var file = Path.Combine(store.Path, "pivot.schema.json");
        Assert.Equal(ExitCodes.Done, PivotCommand.Invoke(["schema", "--output", file]));
        Assert.Equal(Pivot.Dsl.Schemas.ExperimentSchema.Write(), File.ReadAllText(file));
        Assert.Equal(ExitCodes.Unfit, PivotCommand.Invoke(["schema", "--output", Path.Combine(file, "in-a-file.json")]));
    }

    [Fact]
    public void A_report_of_an_unknown_run_ends_with_2()
    {
        using var store = new Store.TemporaryStore();
        Assert.Equal(ExitCodes.Invalid, PivotCommand.Invoke(["report", "nothing", "--store", store.Path]));
    }

    [Fact]
    public void A_store_that_is_not_fit_ends_with_3()
    {
        using var store = new Store.TemporaryStore();
        var file = Path.Combine(store.Path, "file");
        File.WriteAllText(file, "");
        Assert.Equal(ExitCodes.Unfit, PivotCommand.Invoke(["doctor", "--store", Path.Combine(file, "store")]));
        Assert.Equal(ExitCodes.Done, PivotCommand.Invoke(["doctor", "--store", Path.Combine(store.Path, "fit")]));
    }

    [Fact]
    public void A_run_is_found_by_its_name_its_beginning_or_its_path()
    {
        using var temporary = new Store.TemporaryStore();
        var plans = new[] { "alpha", "alps", "beta" }.Select(n => Store.TestPlans.Plan(n, [Store.TestPlans.Node("see")])).ToArray();
        foreach (var plan in plans) temporary.Store.Run(plan).WritePlan(plan);
        Directory.CreateDirectory(Path.Combine(temporary.Store.Runs, "no-run"));

        string[] Found(string text) => RunLookup.Find(temporary.Store, text).Select(r => r.Name[..^9]).ToArray();
        Assert.Equal(["beta"], Found("b"));
        Assert.Equal(["alpha", "alps"], Found("al"));
        Assert.Equal(["alpha"], Found(temporary.Store.Run(plans[0]).Name));
        Assert.Equal(["alps"], Found(temporary.Store.Run(plans[1]).Path + "/"));
        Assert.Empty(Found("gamma"));
        Assert.Equal(3, RunLookup.All(temporary.Store).Count);
    }

    [Fact]
    public void The_program_in_a_process_of_its_own_says_what_is_wrong_on_the_error_stream()
    {
        using var store = new Store.TemporaryStore();
        using var pivot = EndToEnd.PivotProcess.Start(store.Path, "report", "nothing");
        Assert.Equal(ExitCodes.Invalid, pivot.Wait());
        Assert.Equal(pivot.Output, pivot.Errors);
        Assert.Equal($"error: no run nothing in {Path.Combine(store.Path, ".pivot", "runs")}\n", pivot.Errors);
    }
}
