using Pivot.Runner.Models.Checkpoints;
using TorchSharp;

namespace Pivot.Runner.Stages;

/// <summary>A module's parameters as one file, for going on, and from one module into its twin.</summary>
public static class ModuleState
{
    /// <summary>Writes all parameters and buffers to the bit.</summary>
    public static void Save(torch.nn.Module module, string path) => TensorFile.Save(path, module.state_dict());

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static void Load(torch.nn.Module module, string path)
    {
        using var scope = torch.NewDisposeScope();
        Copy(TensorFile.Load(path), module);
    }

    /// <summary>Copies one module's weights into another of the same shape.</summary>
    public static void Copy(torch.nn.Module from, torch.nn.Module to) => Copy(from.state_dict(), to);

    private static void Copy(IReadOnlyDictionary<string, torch.Tensor> from, torch.nn.Module to)
    {
        using var noGrad = torch.no_grad();
        foreach (var (name, tensor) in to.state_dict()) tensor.copy_(from[name]);
    }
}
