using Pivot.Dsl.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Cli;

namespace Pivot.Runner.Tests.Cli;

public sealed class QueueKeyTests
{
    private const string Spec = """
        pivot: 1
        name: limits
        data: { scenes: { source: scenes, train: 40, test: 20 } }
        models:
          nano: { vision_tower: { width: 32, depth: 1, heads: 2 }, language_model: { width: 32, depth: 1, heads: 2 } }
        stages: { see: { kind: contrastive, model: nano, data: scenes.captions, steps: 2 } }
        run: { timeout: 8h, retries: 2RUN }
        """;

    [Theory]
    [InlineData(", window: \"22:00-07:00\", priority: 50, budget: 40 gpu-hours", "cpu", "run.window, run.priority, run.budget: for a queue of hosts; `pivot run` starts now, on cpu")]
    [InlineData(", deadline: 14h, max_failures: 10, order: depth, notify: [webhook]", "cpu", "run.deadline, run.max_failures, run.order, run.notify: for a queue of hosts; `pivot run` starts now, on cpu")]
    [InlineData(", gpus: 1", "cpu", "run.gpus: for a queue of hosts; `pivot run` starts now, on cpu; it asks for 1 GPU and this run is on the cpu (--device cuda)")]
    [InlineData(", gpus: 2", "cuda:0", "run.gpus: for a queue of hosts; `pivot run` starts now, on cuda:0")]
    public void What_only_a_queue_honours_is_said_once(string run, string device, string message)
    {
        var warning = Assert.Single(Warnings(run, device));
        Assert.Equal((DiagnosticCodes.NoEffect, Severity.Warning, message), (warning.Code, warning.Severity, warning.Message));
        // At the first key's value.
        Assert.Equal((7, Spec.Split('\n')[6].IndexOf("RUN", StringComparison.Ordinal) + run.IndexOf(": ", StringComparison.Ordinal) + 3), (warning.Span.Line, warning.Span.Column));
    }

    [Fact]
    public void A_schedule_is_said_too() =>
        Assert.StartsWith("schedule: for a queue of hosts", Assert.Single(Warnings("", "cpu", "schedule={ cron: \"0 22 * * 1-5\", time_zone: Asia/Seoul }")).Message);

    [Fact]
    public void Timeout_retries_and_out_of_memory_are_honoured_and_say_nothing() => Assert.Empty(Warnings(", out_of_memory: halve", "cpu"));

    private static IReadOnlyCollection<Diagnostic> Warnings(string run, string device, params string[] sets)
    {
        var compilation = ExperimentCompiler.CompileText(Spec.Replace("RUN", run), "<limits>", ".", sets, null);
        Assert.True(compilation.Plan is not null, DiagnosticText.Render(compilation.Diagnostics));
        QueueKeys.Warn(compilation, device);
        return compilation.Diagnostics;
    }
}
