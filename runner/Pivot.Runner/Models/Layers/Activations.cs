using TorchSharp;
using static TorchSharp.torch;

namespace Pivot.Runner.Models.Layers;

/// <summary>The catalog of activations: from HuggingFace's names to functions.</summary>
public static class Activations
{
    private static readonly (string Name, Activation Activation)[] Named =
        [("gelu_pytorch_tanh", Activation.GeluTanh), ("gelu", Activation.Gelu), ("quick_gelu", Activation.QuickGelu)];

    /// <summary>HuggingFace's names (hidden_act).</summary>
    public static IEnumerable<string> Names => Named.Select(entry => entry.Name);

    /// <summary>The activation of a name, or null where there is none.</summary>
    public static Activation? Find(string name) => Named.Where(entry => entry.Name == name).Select(entry => (Activation?)entry.Activation).FirstOrDefault();

    /// <summary>An activation's name.</summary>
    public static string NameOf(Activation activation) => Named.Single(entry => entry.Activation == activation).Name;

    /// <summary>Applies an activation, element by element.</summary>
    public static Tensor Apply(this Activation activation, Tensor input) => activation switch
    {
        Activation.GeluTanh => nn.functional.gelu(input, TorchSharp.Modules.GELU.Approximate.tanh),
        Activation.Gelu => nn.functional.gelu(input),
        _ => input * sigmoid(input * 1.702),
    };
}
