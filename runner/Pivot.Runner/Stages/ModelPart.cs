using TorchSharp;
using TorchSharp.Modules;

namespace Pivot.Runner.Stages;

/// <summary>A part of a model that is trained or frozen as one, under the name the spec gives it.</summary>
/// <param name="Name">Such as <c>vision_tower</c>.</param>
/// <param name="Parameters">Its parameters under their checkpoint names.</param>
public sealed record ModelPart(string Name, IReadOnlyList<(string Name, Parameter Parameter)> Parameters)
{
    /// <summary>The parameters of a model whose names start with one of some prefixes.</summary>
    public static ModelPart Of(string name, torch.nn.Module model, params string[] prefixes) => new(
        name, [.. model.named_parameters().Where(p => prefixes.Any(prefix => p.name.StartsWith(prefix, StringComparison.Ordinal))).Select(p => (p.name, p.parameter))]);
}
