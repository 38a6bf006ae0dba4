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

    private PivotProcess(string[] arguments, string folder, IReadOnlyDictionary<string, string>? environment = null, string[]? within = null)
    {
        string[] command = [.. within ?? [], "dotnet", Path.Combine(AppContext.BaseDirectory, "pivot.dll"), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
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

    /// <summary>Starts it with variables of the environment, and under another command (<c>unshare -m</c>) where one is given.</summary>
    public static PivotProcess Start(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments, params string[] within) =>
        new(arguments, folder, environment, within);

    /// <summary>Its number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Numbers of its child processes.</summary>
    public IReadOnlyList<int> Children => ChildrenOf(_process.Id);

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
    public void Interrupt() => Signal(_process.Id, "INT");

    /// <summary>Sends a signal to this process.</summary>
    public void Signal(string signal) => Signal(_process.Id, signal);

    /// <summary>Sends a signal to a process; false where it has ended.</summary>
    public static bool Signal(int process, string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", $"{process}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }

    private static int[] ChildrenOf(int process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process}/task").SelectMany(t => File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

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
