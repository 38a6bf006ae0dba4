using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Pivot.Runner.Data.Prefetch;

/// <summary>
/// Makes items on a background thread while the consumer works on the one before, in the order of the source. What the source throws is
/// thrown to the consumer, at the item's place. Items that are disposable and never taken are disposed.
/// </summary>
/// <typeparam name="T">What is made ahead, such as a batch.</typeparam>
public sealed class Prefetcher<T> : IDisposable
{
    private readonly Channel<T> _channel;
    private readonly CancellationTokenSource _stop;
    private readonly Thread _thread;
    private bool _disposed;

    /// <summary>Starts making items.</summary>
    /// <param name="source">Enumerated on the background thread.</param>
    /// <param name="capacity">Items that may wait, at least 1.</param>
    /// <param name="cancellation">Stops both sides.</param>
    public Prefetcher(IEnumerable<T> source, int capacity, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // A thread of its own: decoding blocks, and the pool's threads are wanted elsewhere.
        _thread = new Thread(() => Produce(source)) { IsBackground = true, Name = "prefetch" };
        _thread.Start();
    }

    /// <summary>The next item, waiting for it where needed; false at the end of the source.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool TryTake(out T item)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _stop.Token.ThrowIfCancellationRequested();
        while (!_channel.Reader.TryRead(out item!))
        {
            try
            {
                if (!_channel.Reader.WaitToReadAsync(_stop.Token).AsTask().GetAwaiter().GetResult()) return false;
            }
            catch (ChannelClosedException closed) when (closed.InnerException is { } inner)
            {
                ExceptionDispatchInfo.Throw(inner);
            }
        }
        return true;
    }

    /// <summary>The next item.</summary>
    /// <exception cref="InvalidOperationException">The source has ended.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public T Take() => TryTake(out var item) ? item : throw new InvalidOperationException("the source has no further item");

    /// <summary>Stops making items, waits for the one in the making and disposes those never taken.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _stop.Cancel();
        _thread.Join();
        while (_channel.Reader.TryRead(out var item)) (item as IDisposable)?.Dispose();
        _stop.Dispose();
    }

    private void Produce(IEnumerable<T> source)
    {
        try
        {
            foreach (var item in source)
            {
                if (Write(item)) continue;
                (item as IDisposable)?.Dispose();
                break;
            }
            _channel.Writer.Complete();
        }
        catch (Exception problem)
        {
            _channel.Writer.Complete(problem); // the consumer's to handle: TryTake throws it
        }
    }

    private bool Write(T item)
    {
        try
        {
            while (!_stop.IsCancellationRequested && !_channel.Writer.TryWrite(item))
                _channel.Writer.WaitToWriteAsync(_stop.Token).AsTask().GetAwaiter().GetResult();
            return !_stop.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
