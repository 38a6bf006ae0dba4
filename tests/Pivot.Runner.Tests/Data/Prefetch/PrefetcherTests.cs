using Pivot.Runner.Data;
using Pivot.Runner.Data.Prefetch;

namespace Pivot.Runner.Tests.Data.Prefetch;

public class PrefetcherTests
{
    [Fact]
    public void Items_come_in_order_and_then_the_end()
    {
        using var prefetcher = new Prefetcher<int>(Enumerable.Range(0, 100), capacity: 3);
        var taken = new List<int>();
        while (prefetcher.TryTake(out var item)) taken.Add(item);
        Assert.Equal(Enumerable.Range(0, 100), taken);
        Assert.False(prefetcher.TryTake(out _));
        Assert.Throws<InvalidOperationException>(() => prefetcher.Take());
    }

    [Fact]
    public void Items_are_made_on_another_thread_and_no_further_ahead_than_the_capacity()
    {
        var made = 0;
        var thread = 0;
        IEnumerable<int> Source()
        {
            thread = Environment.CurrentManagedThreadId;
            while (true) yield return Interlocked.Increment(ref made);
        }
        using var prefetcher = new Prefetcher<int>(Source(), capacity: 2);
        Assert.Equal(1, prefetcher.Take());
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref made) >= 3, 5000));
        Thread.Sleep(50);
        Assert.InRange(Volatile.Read(ref made), 3, 4); // one taken, two waiting, one in hand
        Assert.NotEqual(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void What_the_source_throws_reaches_the_consumer_after_the_items_before_it()
    {
        static IEnumerable<int> Source()
        {
            yield return 1;
            throw new DataException("photos.jsonl:7: broken");
        }
        using var prefetcher = new Prefetcher<int>(Source(), capacity: 4);
        Assert.Equal(1, prefetcher.Take());
        Assert.Equal("photos.jsonl:7: broken", Assert.Throws<DataException>(() => prefetcher.Take()).Message);
        Assert.Throws<DataException>(() => prefetcher.Take());
    }

    [Fact]
    public void Disposing_stops_the_source_and_disposes_what_was_never_taken()
    {
        var made = new List<Item>();
        IEnumerable<Item> Source()
        {
            while (true)
            {
                lock (made) made.Add(new Item());
                yield return made[^1];
            }
        }
        Item first;
        using (var prefetcher = new Prefetcher<Item>(Source(), capacity: 2))
        {
            first = prefetcher.Take();
            Assert.True(SpinWait.SpinUntil(() => made.Count >= 3, 5000));
        }
        Assert.False(first.Disposed);
        Assert.All(made.Skip(1), item => Assert.True(item.Disposed));
        var count = made.Count;
        Thread.Sleep(30);
        Assert.Equal(count, made.Count);
    }

    [Fact]
    public void A_cancelled_token_ends_the_waiting()
    {
        using var stop = new CancellationTokenSource();
        using var blocked = new ManualResetEventSlim();
        IEnumerable<int> Source()
        {
            blocked.Wait(5000);
            yield return 1;
        }
        using var prefetcher = new Prefetcher<int>(Source(), 1, stop.Token);
        stop.CancelAfter(30);
        Assert.ThrowsAny<OperationCanceledException>(() => prefetcher.Take());
        blocked.Set();
    }

    private sealed class Item : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }
}
