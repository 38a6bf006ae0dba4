using BenchmarkDotNet.Attributes;
using Pivot.Runner.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using AdamW = Pivot.Runner.Training.Optimizers.AdamW;

namespace Pivot.Runner.Benchmarks;

/// <summary>An optimizer update: ours, whose state can be saved to the bit, against TorchSharp's. 120 matrices of the quickstart's size.</summary>
public class AdamWBenchmarks
{
    private AdamW _ours = null!;
    private torch.optim.Optimizer _theirs = null!;

    [GlobalSetup]
    public void Setup()
    {
        _ours = new AdamW([new ParameterGroup("all", [.. Parameters().Select((p, i) => ($"p{i}", p))], 1e-3, 0.01)]);
        _theirs = torch.optim.AdamW(Parameters(), 1e-3, weight_decay: 0.01);
    }

    [Benchmark(Baseline = true, Description = "TorchSharp optim.AdamW")]
    public void Theirs()
    {
        using var scope = torch.NewDisposeScope();
        _theirs.step();
    }

    [Benchmark(Description = "Pivot AdamW")]
    public void Ours() => _ours.Step(1);

    private static List<Parameter> Parameters() =>
        [.. Enumerable.Range(0, 120).Select(_ => new Parameter(torch.zeros(96, 96)) { grad = torch.ones(96, 96) })];
}
