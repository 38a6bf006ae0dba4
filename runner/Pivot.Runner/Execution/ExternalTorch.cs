using System.Runtime.InteropServices;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution;

/// <summary>A libtorch 2.10 that is not part of the build (<c>-p:TorchBackend=external</c>), found by the variable <c>PIVOT_LIBTORCH</c>.</summary>
public static class ExternalTorch
{
    /// <summary>The variable that names the folder of libtorch's libraries, such as a PyTorch wheel's <c>torch/lib</c>.</summary>
    public const string Variable = "PIVOT_LIBTORCH";

    // Each after what it needs; those of CUDA are there or not.
    private static readonly string[] InOrder =
        ["libgomp*.so*", "libc10.so", "libc10_cuda.so", "libtorch_cpu.so", "libtorch_cuda.so", "libtorch.so"];

    private static readonly string[] Needed = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    /// <summary>Loads it, if the variable names a folder. To be called before anything of torch is used.</summary>
    /// <exception cref="HostException">The folder does not hold a libtorch, or it cannot be loaded.</exception>
    public static void Load()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } folder) return;
        var missing = Needed.Where(name => !File.Exists(Path.Combine(folder, name))).ToList();
        if (missing.Count > 0)
            throw new HostException($"{Variable}={folder} does not hold {string.Join(", ", missing)}; name the folder of libtorch 2.10's libraries.");
        foreach (var file in InOrder.SelectMany(name => Directory.EnumerateFiles(folder, name)))
        {
            try
            {
                NativeLibrary.Load(file);
            }
            catch (DllNotFoundException e)
            {
                throw new HostException($"{Variable}: {file} cannot be loaded: {e.Message.Trim().Split('\n')[0]}", e);
            }
        }
    }
}
