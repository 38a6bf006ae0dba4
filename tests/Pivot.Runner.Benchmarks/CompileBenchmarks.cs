using BenchmarkDotNet.Attributes;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Benchmarks;

/// <summary>Text to plan: the three-arm, two-seed quickstart, and a grid of 1,000 trials of it. Warm; what a cold start costs is `pivot validate`, timed whole.</summary>
public class CompileBenchmarks
{
    private readonly string _file = Path.Combine(AppContext.BaseDirectory, "experiments", "quickstart.yaml");

    [Benchmark(Description = "quickstart: 6 trials")]
    public int Quickstart() => Nodes();

    [Benchmark(Description = "a sweep of 1,000 x 6 trials")]
    public int Sweep() => Nodes(
        "sweep={ grid: { stages.post.learning_rate: [" + string.Join(", ", Enumerable.Range(1, 100).Select(i => $"{i}e-6")) + "], stages.post.batch_size: [2, 4, 6, 8, 10, 12, 14, 16, 18, 20] } }");

    private int Nodes(params string[] sets)
    {
        var (plan, diagnostics) = ExperimentCompiler.Compile(_file, sets, null);
        return plan?.Nodes.Count ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
    }
}
