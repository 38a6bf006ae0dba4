using System.Diagnostics;
using Pivot.Runner.Queue.Ledger;

namespace Pivot.Runner.Queue.Hosts;

/// <summary>Does a host's duties, each at its time, until it is stopped. A duty that fails is told and done again at its next time.</summary>
/// <param name="duties">The duties.</param>
/// <param name="log">The host's log.</param>
internal sealed class HostLoop(IReadOnlyList<HostDuty> duties, HostLog log)
{
    private readonly AutoResetEvent _wake = new(false);

    /// <summary>Does the first duty now.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Does the quick duties on the calling thread and the slow ones on theirs, until cancelled.</summary>
    public void Run(CancellationToken cancel)
    {
        var slow = duties.Where(d => d.IsSlow).Select(duty =>
        {
            var thread = new Thread(() => Repeat(duty, cancel)) { IsBackground = true, Name = duty.Name };
            thread.Start();
            return thread;
        }).ToList();
        var quick = duties.Where(d => !d.IsSlow).Select(d => (Duty: d, Since: (Stopwatch?)null)).ToArray();
        var handles = new[] { cancel.WaitHandle, _wake };
        while (!cancel.IsCancellationRequested)
        {
            for (var i = 0; i < quick.Length; i++)
            {
                if (quick[i].Since is { } since && since.Elapsed < quick[i].Duty.Every) continue;
                Do(quick[i].Duty, cancel);
                quick[i].Since = Stopwatch.StartNew();
            }
            var next = quick.Min(d => d.Duty.Every - d.Since!.Elapsed);
            if (WaitHandle.WaitAny(handles, next > TimeSpan.Zero ? next : TimeSpan.Zero) == 1) quick[0].Since = null;
        }
        foreach (var thread in slow) thread.Join(TimeSpan.FromSeconds(5));
    }

    private void Repeat(HostDuty duty, CancellationToken cancel)
    {
        do Do(duty, cancel);
        while (!cancel.WaitHandle.WaitOne(duty.Every));
    }

    private void Do(HostDuty duty, CancellationToken cancel)
    {
        try
        {
            duty.Do(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            // Whatever it is: the host's other duties, leases among them, must go on.
            log.Tell($"{duty.Name}: {e.Message.Trim().Split('\n')[0]}");
        }
    }
}
