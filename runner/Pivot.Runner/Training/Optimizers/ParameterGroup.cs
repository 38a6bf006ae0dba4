using TorchSharp.Modules;

namespace Pivot.Runner.Training.Optimizers;

/// <summary>Parameters that share a learning rate and a weight decay.</summary>
/// <param name="Name">What they are, such as <c>vision_tower</c> or <c>vision_tower.no_decay</c>.</param>
/// <param name="Parameters">Name and parameter, in a fixed order; the names are those of the checkpoint.</param>
/// <param name="LearningRate">Peak learning rate, above 0.</param>
/// <param name="WeightDecay">Decoupled weight decay, 0 or above.</param>
public sealed record ParameterGroup(
    string Name, IReadOnlyList<(string Name, Parameter Parameter)> Parameters, double LearningRate, double WeightDecay)
{
    /// <summary>
    /// Splits a part's parameters into those that decay (matrices and kernels) and those that do not (biases, norms and other vectors,
    /// position tables), as the HuggingFace Trainer does for biases and norms. Parameters without gradient are left out.
    /// </summary>
    public static IEnumerable<ParameterGroup> ForPart(
        string part, IEnumerable<(string Name, Parameter Parameter)> parameters, double learningRate, double weightDecay)
    {
        var trained = parameters.Where(p => p.Parameter.requires_grad).ToList();
        var decayed = trained.Where(p => Decays(p.Name, p.Parameter)).ToList();
        var rest = trained.Where(p => !Decays(p.Name, p.Parameter)).ToList();
        if (decayed.Count > 0) yield return new ParameterGroup(part, decayed, learningRate, weightDecay);
        if (rest.Count > 0) yield return new ParameterGroup($"{part}.no_decay", rest, learningRate, 0);
    }

    private static bool Decays(string name, Parameter parameter) =>
        parameter.dim() > 1 && !name.Contains("position_embedding", StringComparison.Ordinal) && !name.EndsWith(".probe", StringComparison.Ordinal);
}
