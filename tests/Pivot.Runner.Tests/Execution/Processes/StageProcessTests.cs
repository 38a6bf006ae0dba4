using System.Diagnostics;
using System.Text.Json;
using Pivot.Dsl.Specs;
using Pivot.Runner.Execution;
using Pivot.Runner.Execution.Processes;
using Pivot.Runner.Store;
using Pivot.Runner.Tests.EndToEnd;
using Pivot.Runner.Tests.Store;

namespace Pivot.Runner.Tests.Execution.Processes;

/// <summary>A real stage process: what it is told, what it tells, and every way in which it may end.</summary>
public sealed class StageProcessTests : IDisposable
{
    private static readonly StageProcessLimits Limits = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
    private readonly TemporaryStore _store = new();
    private readonly Watch _watch = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void A_stage_is_refused_for_what_it_is_and_the_process_goes_on_with_the_next()
    {
        using var process = new StageProcess(StageProcessStart.Info());
        for (var i = 0; i < 2; i++)
        {
            var end = process.Run(Request(), _watch, Limits, default, default);
            Assert.Equal((StageState.Failed, FailureClass.Spec), (end.State, end.Failure));
            Assert.True(process.IsAlive);
        }
    }

    [Theory]
    [InlineData("KILL", FailureClass.Killed)]
    [InlineData("SEGV", FailureClass.Crashed)]
    [InlineData("ABRT", FailureClass.Crashed)]
    public void Killed_it_ends_one_stage(string signal, FailureClass failure)
    {
        using var process = new StageProcess(Silent());
        var killing = new Thread(() =>
        {
            Thread.Sleep(300);
            PivotProcess.Signal(process.Id, signal);
        });
        killing.Start();
        var end = process.Run(Request(), _watch, Limits, default, default);
        killing.Join();
        Assert.Equal((StageState.Failed, failure), (end.State, end.Failure));
        Assert.False(process.IsAlive);
    }

    [Fact]
    public void One_that_tells_no_progress_is_killed()
    {
        using var process = new StageProcess(Silent());
        var end = process.Run(Request(), _watch, Limits with { ToProgress = TimeSpan.FromMilliseconds(300) }, default, default);
        Assert.Equal(FailureClass.Stalled, end.Failure);
        Assert.False(process.IsAlive);
    }

    [Fact]
    public void One_that_does_not_stop_when_asked_is_killed_and_its_stage_interrupted()
    {
        using var process = new StageProcess(Silent());
        using var stop = new CancellationTokenSource(200);
        var end = process.Run(Request(), _watch, Limits with { ToStop = TimeSpan.FromMilliseconds(300) }, stop.Token, default);
        Assert.Equal(StageState.Interrupted, end.State);
        Assert.Contains(_watch.Notes, n => n.Contains("was killed"));
    }

    [Fact]
    public void Abandoned_it_is_killed_at_once()
    {
        using var process = new StageProcess(Silent());
        using var abandon = new CancellationTokenSource(200);
        Assert.Equal(StageState.Interrupted, process.Run(Request(), _watch, Limits, default, abandon.Token).State);
        Assert.False(process.IsAlive);
    }

    [Fact]
    public void What_native_code_prints_is_no_message()
    {
        var line = new StageMessage { Type = "note", Text = "a\nb" }.Line();
        Assert.DoesNotContain('\n', line);
        Assert.Equal("a\nb", StageMessage.Read("printed without an end" + line)!.Text);
        Assert.Null(StageMessage.Read("{\"type\":\"ended\"}"));
        Assert.Throws<JsonException>(() => StageMessage.Read(StageMessage.Mark + "{"));
        Assert.Equal(3, StageMessage.Read(new StageMessage { Type = "progress", Progress = new StageProgress(3, 4, "step", null, 2.5) }.Line())!.Progress!.Value.Done);
    }

    [Fact]
    public void Secrets_of_the_host_are_not_the_stages()
    {
        Environment.SetEnvironmentVariable("PIVOT_WEBHOOK", "https://secret.example");
        try
        {
            Assert.False(StageProcessStart.Info().Environment.ContainsKey("PIVOT_WEBHOOK"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("PIVOT_WEBHOOK", null);
        }
    }

    // A process that never says anything.
    private static ProcessStartInfo Silent() => new("sleep", ["600"]);

    // A kind that no program has: refused by the first look at it, in a real process.
    private StageRequest Request() => new()
    {
        Node = JsonSerializer.Serialize(TestPlans.Node("a") with { Data = new ParquetView("questions", "/nowhere/a.parquet", "/nowhere") }, PlanFile.Options), Content = "{}", Store = _store.Path,
        Device = "cpu", Threads = 1, Epoch = 1, Run = new RunSpec(), AllowedRoots = [_store.Path],
    };

    private sealed class Watch : IStageWatch
    {
        public List<string> Notes { get; } = [];

        public void Progressed(StageProgress progress)
        {
        }

        public void Noted(string text) => Notes.Add(text);

        public bool MayCommit() => true;
    }
}
