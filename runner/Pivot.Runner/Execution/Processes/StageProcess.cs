using System.Collections.Concurrent;
using System.Diagnostics;
using Pivot.Runner.Store;

namespace Pivot.Runner.Execution.Processes;

/// <summary>
/// A process that does stages one after another for a host. What kills it (a native abort, the system for want of memory, a hang that
/// was ended) ends one stage; the host outlives it and starts another. It ends by itself when the host is gone.
/// </summary>
public sealed class StageProcess : IDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);
    private const int KeptLines = 20;

    private readonly Process _process;
    private readonly BlockingCollection<StageMessage> _messages = [];
    private readonly Queue<string> _said = new();
    private readonly Lock _writing = new();
    private volatile IStageWatch? _watch;

    /// <summary>Starts a process; it loads libtorch meanwhile.</summary>
    /// <param name="start">The command that begins it.</param>
    public StageProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        _process = Process.Start(start) ?? throw new HostException($"{start.FileName} could not be started");
        Thread("stage process output", () => Read(_process.StandardOutput, OnLine), () => _messages.CompleteAdding());
        Thread("stage process errors", () => Read(_process.StandardError, Say), () => { });
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it can be given another stage.</summary>
    public bool IsAlive => !_process.HasExited;

    /// <summary>Has a stage done.</summary>
    /// <param name="request">The stage.</param>
    /// <param name="watch">Told how far it is, asked whether it may commit.</param>
    /// <param name="limits">How long it may take to stop, and to tell progress.</param>
    /// <param name="stop">Asks it to write a checkpoint and stop; then it is killed when it does not.</param>
    /// <param name="abandon">Kills it at once: the right to the stage was lost.</param>
    public StageEnd Run(StageRequest request, IStageWatch watch, StageProcessLimits limits, CancellationToken stop, CancellationToken abandon)
    {
        _watch = watch;
        try
        {
            using var killing = abandon.Register(Kill);
            Send(new StageMessage { Type = "run", Request = request });
            using var stopping = stop.Register(() => Send(new StageMessage { Type = "stop" }));
            return Await(watch, limits, stop, abandon);
        }
        finally
        {
            _watch = null;
        }
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            // The end of its input is its sign to end.
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended.
        }
        if (!_process.WaitForExit(TimeSpan.FromSeconds(1))) Kill();
        _process.WaitForExit(LongestEnd);
        _process.Dispose();
    }

    private StageEnd Await(IStageWatch watch, StageProcessLimits limits, CancellationToken stop, CancellationToken abandon)
    {
        var heard = Stopwatch.StartNew();
        Stopwatch? stopping = null;
        while (true)
        {
            if (stop.IsCancellationRequested) stopping ??= Stopwatch.StartNew();
            if (_messages.TryTake(out var message, 100))
            {
                heard.Restart();
                switch (message.Type)
                {
                    case "progress" when message.Progress is { } progress: watch.Progressed(progress); break;
                    case "note": watch.Noted(message.Text ?? ""); break;
                    case "may_commit": Send(new StageMessage { Type = "commit", Granted = watch.MayCommit() }); break;
                    case "ended" when message.End is { } end: return end;
                }
                continue;
            }
            if (_messages.IsCompleted) return Gone(stop, abandon);
            if (stopping?.Elapsed > limits.ToStop)
            {
                watch.Noted($"did not stop in {limits.ToStop.TotalSeconds:0} s and was killed; its last checkpoint is kept");
                Kill();
                _process.WaitForExit(LongestEnd);
                return new StageEnd(StageState.Interrupted, 0, null, null);
            }
            if (heard.Elapsed > limits.ToProgress && stopping is null)
            {
                Kill();
                _process.WaitForExit(LongestEnd);
                return new StageEnd(StageState.Failed, 0, $"told no progress for {limits.ToProgress.TotalMinutes:0.#} min and was killed", FailureClass.Stalled);
            }
        }
    }

    private StageEnd Gone(CancellationToken stop, CancellationToken abandon)
    {
        // One that closed its output and lives on is of no use.
        if (!_process.WaitForExit(LongestEnd)) Kill();
        _process.WaitForExit(LongestEnd);
        if (abandon.IsCancellationRequested || stop.IsCancellationRequested) return new StageEnd(StageState.Interrupted, 0, null, null);
        var code = _process.HasExited ? _process.ExitCode : -1;
        var last = Last();
        return code switch
        {
            137 => new StageEnd(StageState.Failed, 0, $"its process was killed, most often by the system for want of memory{last}", FailureClass.Killed),
            > 128 => new StageEnd(StageState.Failed, 0, $"its process was ended by signal {code - 128} ({Signal(code - 128)}){last}", FailureClass.Crashed),
            ExitCode.Unfit => new StageEnd(StageState.Failed, 0, $"its process could not begin on this host{last}", FailureClass.Host),
            _ => new StageEnd(StageState.Failed, 0, $"its process ended with code {code}{last}", FailureClass.Crashed),
        };
    }

    private static string Signal(int number) => number switch { 4 => "SIGILL", 6 => "SIGABRT", 7 => "SIGBUS", 8 => "SIGFPE", 11 => "SIGSEGV", 15 => "SIGTERM", 25 => "SIGXFSZ", _ => "see kill -l" };

    private string Last()
    {
        lock (_said) return _said.LastOrDefault(l => l.Trim().Length > 0) is { } line ? $"; it last said: {line.Trim()}" : "";
    }

    private void OnLine(string line)
    {
        if (StageMessage.Read(line) is { } message) _messages.Add(message);
        else Say(line);
    }

    private void Say(string line)
    {
        lock (_said)
        {
            _said.Enqueue(line);
            if (_said.Count > KeptLines) _said.Dequeue();
        }
        if (line.Trim().Length > 0) _watch?.Noted(line);
    }

    private void Send(StageMessage message)
    {
        try
        {
            lock (_writing)
            {
                _process.StandardInput.WriteLine(message.Line());
                _process.StandardInput.Flush();
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has ended: the reader sees that.
        }
    }

    private static void Read(StreamReader from, Action<string> line)
    {
        while (from.ReadLine() is { } text) line(text);
    }

    private static void Thread(string name, Action run, Action end) => new Thread(() =>
    {
        try
        {
            run();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone.
        }
        finally
        {
            end();
        }
    }) { IsBackground = true, Name = name }.Start();

    private static class ExitCode
    {
        public const int Unfit = 3;
    }
}
