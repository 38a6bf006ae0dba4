using System.Reflection;
using TorchSharp;

namespace Pivot.Runner.Execution;

/// <summary>Versions of torch, told without loading it.</summary>
public static class TorchVersion
{
    /// <summary>TorchSharp's version and the libtorch it was made for, such as <c>TorchSharp 0.107.0 (libtorch 2.10.0)</c>.</summary>
    public static string Libtorch { get; } = Describe();

    private static string Describe()
    {
        // typeof alone does not run the static constructor that loads the native library. The constant is TorchSharp's own and private.
        var assembly = typeof(torch).Assembly;
        var own = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
        var constant = typeof(torch).GetField("libtorchPackageVersion", BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static);
        var native = constant is { IsLiteral: true } ? constant.GetRawConstantValue() as string : null;
        return native is null ? $"TorchSharp {own}" : $"TorchSharp {own} (libtorch {System.Version.Parse(native).ToString(3)})";
    }
}
