using System.Diagnostics;

namespace Pivot.Runner.Tests.Store;

public sealed class StageLockTests : IDisposable
{
    private const string Flock = "/usr/bin/flock";
    private readonly TemporaryStore _temporary = new();
    private readonly string _key = TestPlans.Key("post");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_stage_has_one_holder_at_a_time()
    {
        var first = _temporary.Store.TryLock(_key);
        Assert.NotNull(first);
        Assert.Null(_temporary.Another().TryLock(_key));
        using (var other = _temporary.Another().TryLock(TestPlans.Key("other"))) Assert.NotNull(other);
        first.Dispose();
        using var second = _temporary.Another().TryLock(_key);
        Assert.NotNull(second);
    }

    [Fact]
    public void The_system_gives_back_the_lock_of_a_killed_process()
    {
        Assert.SkipUnless(File.Exists(Flock), $"{Flock} (util-linux) plays the other process");
        _temporary.Store.TryLock(_key)!.Dispose();
        using var other = Process.Start(Flock, ["--no-fork", Path.Combine(_temporary.Path, "locks", _key), "sleep", "60"]);
        Wait(() => Held());

        other.Kill();
        other.WaitForExit();

        Wait(() => !Held());
    }

    private bool Held()
    {
        using var mine = _temporary.Store.TryLock(_key);
        return mine is null;
    }

    private static void Wait(Func<bool> until)
    {
        var limit = Stopwatch.StartNew();
        while (!until())
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(10), "nothing happened in ten seconds");
            Thread.Sleep(10);
        }
    }
}
