using System.Runtime.InteropServices;
using Pivot.Runner.Execution.Processes;

namespace Pivot.Runner.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the run to write its checkpoints and stop; the second ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly PosixSignalRegistration[] _signals;
    private int _count;

    public Interruption() =>
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, On), PosixSignalRegistration.Create(PosixSignal.SIGTERM, On)];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _cancel.Token;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
        _cancel.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            if (!Console.IsOutputRedirected) Console.Out.Write("\u001b[?25h\n"); // the progress bars hid the cursor
            // Not Environment.Exit: that waits for native code on other threads to let go.
            NativeExit.Now(ExitCodes.Interrupted);
        }
        Console.Error.WriteLine("stopping: checkpoints are being written; once more to stop at once");
        _cancel.Cancel();
    }
}
