using System.Runtime.InteropServices;

namespace Pivot.Runner.Execution.Processes;

/// <summary>Ends this process at once: <see cref="Environment.Exit"/> would wait for native code on other threads to let go.</summary>
public static class NativeExit
{
    /// <summary>Ends the process.</summary>
    public static void Now(int code)
    {
        if (OperatingSystem.IsWindows()) Environment.Exit(code);
        else ExitProcess(code);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void ExitProcess(int code);
}
