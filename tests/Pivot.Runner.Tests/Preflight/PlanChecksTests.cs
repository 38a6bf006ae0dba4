using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Specs;
using Pivot.Runner.Preflight;
using static Pivot.Runner.Tests.Preflight.PreflightSpec;

namespace Pivot.Runner.Tests.Preflight;

public class PlanChecksTests
{
    [Fact]
    public void On_a_host_with_room_nothing_stands_against_a_plan() => Assert.Empty(Check(Roomy));

    [Fact]
    public void What_is_done_is_not_asked_about() =>
        Assert.Empty(Check(new HostFacts("cuda", "there is none", 1, 1, "/store"), isCached: _ => true));

    [Fact]
    public void Too_little_memory_is_an_error_at_each_stage_with_the_change_that_makes_it_fit()
    {
        Check(Roomy, out var forecast);
        var limit = forecast.PeakMemory - 1;
        var found = Check(Roomy with { MemoryBytes = limit }).Single();
        Assert.Equal((DiagnosticCodes.MemoryTooSmall, Severity.Error, forecast.Largest!.Stage), (found.Code, found.Severity, found.Path["stages.".Length..]));
        Assert.Matches("^stage '[a-z]+' needs about [0-9.]+ [kM]B of memory at a time, and this host has free [0-9.]+ [kM]B$", found.Message);
        Assert.StartsWith("accumulate: 2 does the same update in 2 parts", found.Hint);
        Assert.Equal(forecast.Largest.Stage == "post" ? 11 : 10, found.Span.Line);
    }

    [Fact]
    public void The_change_that_is_told_is_one_that_works()
    {
        Check(Roomy, out var forecast);
        var limit = forecast.PeakMemory * 2 / 3;
        var stage = forecast.Largest!.Stage;
        var hint = Check(Roomy with { MemoryBytes = limit }).Single(d => d.Path == $"stages.{stage}").Hint!;
        var parts = hint[..hint.IndexOf(" does", StringComparison.Ordinal)];
        var mended = Text.Replace("batch_size: 16 }", $"batch_size: 16, {parts} }}");
        Assert.DoesNotContain(Check(Roomy with { MemoryBytes = limit }, mended), d => d.Path == $"stages.{stage}");
    }

    [Fact]
    public void Where_no_part_is_small_enough_a_smaller_model_is_advised() =>
        Assert.All(Check(Roomy with { MemoryBytes = 1000 }), d => Assert.Matches("take a smaller model|lower its batch_size", d.Hint));

    [Fact]
    public void What_run_memory_allows_counts_where_it_is_less_than_the_host_has()
    {
        var found = Check(Roomy, run: new RunSpec { Memory = 1000 });
        Assert.Equal(3, found.Count);
        Assert.All(found, d => Assert.Contains("run.memory allows 1 kB", d.Message));
        Assert.Empty(Check(Roomy, run: new RunSpec { Memory = 1L << 50 }));
    }

    [Fact]
    public void A_disk_too_small_is_told_with_what_is_needed_and_what_is_there()
    {
        Check(Roomy, out var forecast);
        Assert.Empty(Check(Roomy with { DiskBytes = forecast.DiskBytes }));
        var found = Check(Roomy with { DiskBytes = forecast.DiskBytes - 1 }).Single();
        Assert.Equal((DiagnosticCodes.DiskTooSmall, "<store>"), (found.Code, found.Span.File));
        Assert.Matches("^the plan will write about [0-9.]+ [kM]B to the store, and its disk has [0-9.]+ [kM]B free$", found.Message);
        Assert.True(PlanChecks.BlameTheEnvironment([found]));
    }

    [Fact]
    public void A_device_that_is_not_there_is_told()
    {
        var found = Check(Roomy with { Device = "cuda:3", DeviceProblem = "this host has one GPU, cuda:0 (NVIDIA H100)", MemoryBytes = null }).Single();
        Assert.Equal(("PVT415", "<device>"), (found.Code, found.Span.File));
        Assert.Equal("the device cuda:3 is not there: this host has one GPU, cuda:0 (NVIDIA H100)", found.Message);
        Assert.True(PlanChecks.BlameTheEnvironment([found]));
    }

    [Fact]
    public void Rows_that_are_longer_than_the_model_takes_are_told_with_their_length()
    {
        var found = Check(Roomy, Text.Replace("qwen2, width: 32", "qwen2, max_length: 60, width: 32")).Single();
        Assert.Equal(("PVT416", 11), (found.Code, found.Span.Line));
        Assert.Matches("^stage 'post' reads rows of up to 1[0-9]{2} tokens \\(16 of the image, [0-9]+ words and marks; [0-9]+ on average\\), and its language model takes 60$", found.Message);
        Assert.False(PlanChecks.BlameTheEnvironment([found]));
        var advised = int.Parse(found.Hint!["set language_model.max_length to ".Length..].Split(',')[0]);
        Assert.Empty(Check(Roomy, Text.Replace("qwen2, width: 32", $"qwen2, max_length: {advised}, width: 32")));
    }

    [Fact]
    public void More_than_the_budget_is_a_warning_with_the_forecast_and_its_basis()
    {
        var found = Check(Roomy, run: new RunSpec { Budget = 1e-6, Gpus = 2 }).Single();
        Assert.Equal(("PVT417", Severity.Warning), (found.Code, found.Severity));
        Assert.Contains("(assumed: ", found.Message);
        Assert.Empty(Check(Roomy, run: new RunSpec { Budget = 1000 }));
    }
}
