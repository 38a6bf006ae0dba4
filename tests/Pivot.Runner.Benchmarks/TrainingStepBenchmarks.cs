using BenchmarkDotNet.Attributes;
using TorchSharp;

namespace Pivot.Runner.Benchmarks;

/// <summary>
/// A language model's training step against the limit of the machine: the same number of floating-point operations as one large matrix
/// product. The ratio is what is lost to small matrices and to everything that is not a product.
/// </summary>
public class TrainingStepBenchmarks
{
    private const int Rows = 16;
    private const int Tokens = 128;

    private Models.Language.CausalLanguageModel _model = null!;
    private torch.Tensor _ids = null!;
    private torch.Tensor _positions = null!;
    private torch.Tensor _a = null!;
    private torch.Tensor _b = null!;

    /// <summary>Width of the model.</summary>
    [Params(96, 256)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var shape = new Models.Language.LanguageShape
        {
            VocabSize = 256, EmbedDim = Width, MlpDim = Width * 8 / 3 / 8 * 8, NumLayers = 4, NumHeads = Width / 32, NumKvHeads = Width / 32, MaxPositions = Tokens,
        };
        _model = new Models.Language.CausalLanguageModel(shape);
        Models.Initializer.Draw(_model, 0);
        _ids = torch.randint(0, 256, [Rows, Tokens], dtype: torch.ScalarType.Int64);
        _positions = torch.arange(Tokens).expand(Rows, Tokens);
        // 2 operations a weight and token forward, 4 backward; a product of n x n matrices is 2 n^3.
        var operations = 6.0 * Rows * Tokens * _model.parameters().Sum(p => p.numel());
        var side = (long)Math.Cbrt(operations / 2);
        _a = torch.ones(side, side);
        _b = torch.ones(side, side);
    }

    [Benchmark(Baseline = true, Description = "one product of as many operations")]
    public void Limit()
    {
        using var product = _a.mm(_b);
    }

    [Benchmark(Description = "forward and backward")]
    public void Step()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var parameter in _model.parameters()) parameter.grad = null;
        var logits = _model.Logits(_model.Hidden(_model.Embed(_ids), _positions)).view(-1, 256);
        torch.nn.functional.cross_entropy(logits, _ids.view(-1)).backward();
    }
}
