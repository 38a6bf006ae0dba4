using BenchmarkDotNet.Attributes;
using Pivot.Dsl.Plans;

namespace Pivot.Runner.Benchmarks;

/// <summary>Text to plan: the three-arm, two-seed quickstart, and sweeps of it. Warm; what a cold start costs is `pivot validate` and `pivot plan`, timed whole.</summary>
[MemoryDiagnoser]
public class CompileBenchmarks
{
    private readonly string _file = Path.Combine(AppContext.BaseDirectory, "experiments", "quickstart.yaml");

    [Benchmark(Description = "quickstart: 6 trials")]
    public int Quickstart() => Nodes();

    [Benchmark(Description = "a sweep of 1,000 x 6 trials")]
    public int Sweep() => Nodes(
        "sweep={ grid: { stages.instruct.weight_decay: [" + string.Join(", ", Enumerable.Range(1, 100).Select(i => $"{i}e-4")) + "], stages.instruct.steps: [200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000] } }");

    [Benchmark(Description = "a sweep of 10,000 trials of 8 stages, 110,000 nodes")]
    public int TenThousand() => Nodes(
        "arms=", "seeds=1", "stages.gradient=", "report=",
        "sweep={ grid: { stages.see.weight_decay: [" + string.Join(", ", Enumerable.Range(1, 100).Select(i => $"{i}e-4")) + "], stages.see.steps: [" + string.Join(", ", Enumerable.Range(1, 100)) + "] } }");

    private int Nodes(params string[] sets)
    {
        var (plan, diagnostics) = ExperimentCompiler.Compile(_file, sets, null);
        return plan?.Nodes.Count ?? throw new InvalidOperationException(string.Join('\n', diagnostics));
    }
}
