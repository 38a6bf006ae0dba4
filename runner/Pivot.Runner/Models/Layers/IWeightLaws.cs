using TorchSharp.Modules;

namespace Pivot.Runner.Models.Layers;

/// <summary>A module that holds parameters itself and knows how each is drawn. <see cref="Initializer"/> asks it.</summary>
public interface IWeightLaws
{
    /// <summary>The module's own parameters (not those of its children) by name, each with its law.</summary>
    IEnumerable<(string Name, Parameter Parameter, WeightLaw Law)> WeightLaws { get; }
}
