using Pivot.Dsl.Plans;
using Pivot.Runner.Store;
using Pivot.Runner.Store.Remote;

namespace Pivot.Runner.Tests.Store.Remote;

public sealed class StageCacheTests : IDisposable
{
    private const int Bytes = 100_000;
    private readonly TemporaryStore _temporary = new();
    private readonly PlanNode[] _nodes = [.. Enumerable.Range(0, 4).Select(i => TestPlans.Node($"n{i}"))];

    public StageCacheTests()
    {
        for (var i = 0; i < _nodes.Length; i++)
        {
            SharedBucketTests.Commit(_temporary.Store, _nodes[i], bytes: Bytes);
            // n0 was used last a long time ago, n3 just now.
            Directory.SetLastWriteTimeUtc(FolderOf(i), DateTime.UtcNow.AddHours(i - 10));
        }
    }

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void What_was_not_used_for_the_longest_time_goes_until_the_limit_holds()
    {
        using var cache = new StageCache(_temporary.Path, Bytes * 5 / 2);
        cache.Shrink();
        Assert.Equal([false, false, true, true], Kept());
        Assert.NotNull(_temporary.Store.Find(_nodes[3].Key));
        cache.Shrink();
        Assert.Equal([false, false, true, true], Kept());
    }

    [Fact]
    public void Within_the_limit_nothing_goes()
    {
        using var cache = new StageCache(_temporary.Path, Bytes * 10);
        cache.Shrink();
        Assert.DoesNotContain(false, Kept());
    }

    [Fact]
    public void Use_makes_a_stage_young_and_keeps_it_whatever_the_limit_is()
    {
        using var cache = new StageCache(_temporary.Path, 0);
        cache.Use(_nodes[0].Key);
        Assert.True(DateTime.UtcNow - Directory.GetLastWriteTimeUtc(FolderOf(0)) < TimeSpan.FromMinutes(1));
        cache.Shrink();
        Assert.Equal([true, false, false, false], Kept());
    }

    [Fact]
    public void What_another_process_uses_stays_as_long_as_it_lives()
    {
        using var mine = new StageCache(_temporary.Path, 0);
        var other = new StageCache(_temporary.Path, 0);
        other.Use(_nodes[1].Key);
        other.Use(_nodes[2].Key);
        mine.Shrink();
        Assert.Equal([false, true, true, false], Kept());
        other.Dispose();
        mine.Shrink();
        Assert.DoesNotContain(true, Kept());
        Assert.Empty(Directory.GetFiles(Path.Combine(_temporary.Path, "leases")));
    }

    [Fact]
    public void A_stage_that_is_not_finished_is_not_looked_at()
    {
        File.Delete(Path.Combine(FolderOf(0), Manifest.FileName));
        using var cache = new StageCache(_temporary.Path, 0);
        cache.Shrink();
        Assert.Equal([true, false, false, false], Kept());
    }

    [Fact]
    public void A_host_reads_more_than_its_cache_holds()
    {
        using var bucket = new TemporaryBucket();
        var one = bucket.Host("one");
        foreach (var node in _nodes) SharedBucketTests.Commit(one, node, bytes: Bytes);
        foreach (var node in _nodes)
        {
            // Each time as another process would: what the one before used is free again when it is gone.
            var process = bucket.Host("two", Bytes * 5 / 2);
            Assert.NotNull(process.Find(node.Key));
            GC.KeepAlive(process);
            process.EndUse();
        }
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(bucket.Host("two").Root, "stages")).Length);
    }

    private string FolderOf(int i) => _temporary.Store.Folder(_nodes[i].Key).Path;

    private IEnumerable<bool> Kept() => Enumerable.Range(0, _nodes.Length).Select(i => Directory.Exists(FolderOf(i)));
}
