using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Tests.Models;

/// <summary>|a - b| at most atol + rtol |b|, everywhere.</summary>
internal static class Near
{
    public static void Equal(Tensor expected, Tensor actual, double absolute, double relative, string what)
    {
        using var scope = NewDisposeScope();
        Assert.True(expected.shape.SequenceEqual(actual.shape),
            $"{what}: [{string.Join(", ", actual.shape)}], expected [{string.Join(", ", expected.shape)}]");
        Assert.True(actual.detach().isfinite().all().item<bool>(), $"{what}: not finite");
        var difference = (actual.detach() - expected).abs();
        var excess = (difference - (absolute + relative * expected.abs())).max().item<float>();
        Assert.True(excess <= 0, $"{what}: largest difference {difference.max().item<float>():g4}, {excess:g4} beyond {absolute:g} + {relative:g} |expected|");
    }

    public static void Hidden(Tensor expected, Tensor actual, string what) => Equal(expected, actual, 5e-5, 1e-4, what);

    public static void Logits(Tensor expected, Tensor actual, string what) => Equal(expected, actual, 1e-4, 1e-4, what);

    public static void Loss(Tensor expected, Tensor actual, string what) => Equal(expected, actual, 1e-5, 1e-5, what);

    /// <summary>Compares every stored <c>grad.NAME</c> with the gradient of the parameter NAME.</summary>
    public static void Gradients(IReadOnlyDictionary<string, Tensor> goldens, nn.Module model, int atLeast)
    {
        var parameters = model.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var names = goldens.Keys.Where(name => name.StartsWith("grad.", StringComparison.Ordinal)).ToList();
        Assert.True(names.Count >= atLeast, $"{names.Count} gradients found");
        foreach (var name in names)
        {
            var gradient = parameters[name["grad.".Length..]].grad;
            Assert.True(gradient is not null, $"{name}: none");
            Equal(goldens[name], gradient!, 5e-5, 1e-3, name);
        }
    }

    /// <summary>L2 norm of all gradients together.</summary>
    public static Tensor GradientNorm(nn.Module model) =>
        model.parameters().Select(parameter => parameter.grad).Where(gradient => gradient is not null).Select(gradient => gradient!.square().sum())
            .Aggregate((left, right) => left + right).sqrt();
}
