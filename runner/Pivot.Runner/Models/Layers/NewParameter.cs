using TorchSharp;
using TorchSharp.Modules;

namespace Pivot.Runner.Models.Layers;

/// <summary>Makes parameters that outlive any dispose scope and never touch torch's global random generator.</summary>
internal static class NewParameter
{
    /// <summary>A float32 parameter of zeros; <see cref="Initializer"/> or a checkpoint gives it its values.</summary>
    public static Parameter Zeros(torch.Device? device, params long[] shape) =>
        Keep(torch.zeros(shape, torch.float32, device));

    /// <summary>A float32 parameter of ones.</summary>
    public static Parameter Ones(torch.Device? device, params long[] shape) =>
        Keep(torch.ones(shape, torch.float32, device));

    private static Parameter Keep(torch.Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }
}
