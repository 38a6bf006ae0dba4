using TorchSharp;
using TorchSharp.Modules;

namespace Pivot.Runner.Stages;

/// <summary>A part of a model that is trained or frozen as one, under the name the spec gives it.</summary>
/// <param name="Name">Such as <c>vision_tower</c>.</param>
/// <param name="Parameters">Its parameters under their checkpoint names.</param>
public sealed record ModelPart(string Name, IReadOnlyList<(string Name, Parameter Parameter)> Parameters)
{
    /// <summary>The parameters of a model whose names start with a prefix.</summary>
    public static ModelPart Of(string name, torch.nn.Module model, string prefix) => new(
        name, [.. model.named_parameters().Where(p => p.name.StartsWith(prefix, StringComparison.Ordinal)).Select(p => (p.name, p.parameter))]);
}
