using System.Diagnostics;
using System.Reflection;
using TorchSharp;

namespace Pivot.Runner.Tests.Execution;

public class TorchSharpTests
{
    /// <summary>
    /// Optimised, TorchSharp lets a Scalar be finalised while libtorch reads it: 15 of 6.3 million calls failed beside collections on a busy machine, and none of as
    /// many as the build leaves it (runner/TorchNative.targets, 3).
    /// </summary>
    [Fact]
    public void Its_methods_are_jitted_so_that_their_arguments_live_to_the_end() =>
        Assert.True(typeof(torch).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled);
}
