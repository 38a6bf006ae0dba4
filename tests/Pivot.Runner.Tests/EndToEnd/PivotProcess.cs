using System.Diagnostics;
using System.Text;

namespace Pivot.Runner.Tests.EndToEnd;

/// <summary>The program itself, as a child process.</summary>
internal sealed class PivotProcess : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private PivotProcess(string[] arguments, string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "pivot.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Append(line.Data, _output);
        _process.ErrorDataReceived += (_, line) => Append(line.Data, _output, _errors);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Runs it to its end.</summary>
    public static (int ExitCode, string Output) Run(string folder, params string[] arguments)
    {
        using var pivot = Start(folder, arguments);
        return (pivot.Wait(), pivot.Output);
    }

    /// <summary>Starts it.</summary>
    public static PivotProcess Start(string folder, params string[] arguments) => new(arguments, folder);

    /// <summary>What it has printed so far, both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>What it has printed to the error stream.</summary>
    public string Errors
    {
        get
        {
            lock (_output) return _errors.ToString();
        }
    }

    /// <summary>Waits until something holds while it runs; false when it ended first.</summary>
    public bool WaitUntil(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow + Longest;
        while (!condition())
        {
            if (_process.HasExited) return false;
            if (DateTime.UtcNow > deadline) throw new TimeoutException(Output);
            Thread.Sleep(5);
        }
        return !_process.HasExited;
    }

    /// <summary>SIGKILL: no handler of the program runs.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGINT, what Ctrl-C sends.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", _process.Id.ToString()]).WaitForExit();

    /// <summary>Waits for its end and gives the exit code.</summary>
    public int Wait()
    {
        if (!_process.WaitForExit(Longest)) throw new TimeoutException(Output);
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Append(string? line, params StringBuilder[] to)
    {
        if (line is null) return;
        lock (_output)
            foreach (var text in to) text.AppendLine(line);
    }
}
