using TorchSharp;
using TorchSharp.Modules;

namespace Pivot.Runner.Models.Layers;

/// <summary>Makes parameters that outlive any dispose scope and never touch torch's global random generator.</summary>
internal static class NewParameter
{
    [ThreadStatic] private static torch.ScalarType? unfilled;

    /// <summary>A float32 parameter of zeros; <see cref="Initializer"/> or a checkpoint gives it its values.</summary>
    public static Parameter Zeros(torch.Device? device, params long[] shape) =>
        Keep(unfilled is { } type ? torch.empty(shape, type, device) : torch.zeros(shape, torch.float32, device));

    /// <summary>A float32 parameter of ones.</summary>
    public static Parameter Ones(torch.Device? device, params long[] shape) =>
        Keep(unfilled is { } type ? torch.empty(shape, type, device) : torch.ones(shape, torch.float32, device));

    /// <summary>
    /// Until it is disposed of, parameters that this thread makes are of a type and hold whatever their memory held: for who fills every one of them, as loading
    /// a checkpoint does. Memory that nothing was written to takes no room yet, and no weight is ever there twice.
    /// </summary>
    /// <param name="type">The parameters' type.</param>
    public static IDisposable Unfilled(torch.ScalarType type)
    {
        var before = unfilled;
        unfilled = type;
        return new Ending(() => unfilled = before);
    }

    private static Parameter Keep(torch.Tensor values)
    {
        var parameter = new Parameter(values);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
