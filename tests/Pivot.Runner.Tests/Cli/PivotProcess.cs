using System.Diagnostics;

namespace Pivot.Runner.Tests.Cli;

/// <summary>The program in a process of its own, for what cannot be shown within one: exit codes, signals, kills.</summary>
public sealed class PivotProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private PivotProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        // Both read at once: a full pipe would stop the child.
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    public static PivotProcess Start(string folder, params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "pivot.dll"));
        foreach (var arg in args) start.ArgumentList.Add(arg);
        start.Environment.Remove("PIVOT_STORE");
        return new PivotProcess(start);
    }

    /// <summary>SIGKILL: nothing of the process runs any more.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until it ends.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync(TimeSpan limit, CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel).WaitAsync(limit, cancel);
        return (_process.ExitCode, await _output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
