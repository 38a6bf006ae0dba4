using System.Diagnostics;
using Pivot.Dsl.Plans;
using Pivot.Runner.Store;

namespace Pivot.Runner.Tests.Store.Remote;

public sealed class KilledUploadTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private readonly TemporaryBucket _bucket = new();
    private readonly DirectoryInfo _caches = Directory.CreateTempSubdirectory("pivot-caches-");
    private readonly PlanNode _node = TestPlans.Node("post");

    public void Dispose()
    {
        _bucket.Dispose();
        _caches.Delete(recursive: true);
    }

    [Fact]
    public void A_host_that_is_killed_while_it_uploads_leaves_nothing_that_looks_done_and_the_next_one_goes_on()
    {
        var stages = Path.Combine(_bucket.Server.Directory, _bucket.Prefix, "stages", _node.Key);
        using (var uploading = Start())
        {
            var limit = Stopwatch.StartNew();
            // The server writes an object's digest when the object is whole.
            while (!Directory.Exists(stages) || !Directory.EnumerateFiles(stages, "*.md5", SearchOption.AllDirectories).Any())
            {
                Assert.False(uploading.HasExited, "it ended before it could be killed");
                Assert.True(limit.Elapsed < Longest, "nothing was uploaded");
                Thread.Sleep(2);
            }
            uploading.Kill(); // SIGKILL
            uploading.WaitForExit();
        }
        Assert.NotEmpty(_bucket.Objects($"stages/{_node.Key}/"));
        Assert.DoesNotContain($"stages/{_node.Key}/manifest.json", _bucket.Objects("stages/"));

        var other = _bucket.Host("other");
        Assert.Null(other.Find(_node.Key));
        Assert.Empty(other.FindAll([_node.Key]));
        Assert.Empty(other.Finished([_node.Key]));
        Assert.Empty(_bucket.Log);

        // On the machine of the killed one, as the same cache: its checkpoint is still there.
        var cache = Assert.Single(_caches.GetDirectories()).FullName;
        var again = new ArtifactStore(cache, _bucket.Log.Add, other.Remote);
        Assert.Null(again.Find(_node.Key));
        var folder = again.Begin(_node, 2);
        Assert.Contains("resume/step-000000100/state.json", MadeCheckpoint.Files(folder));
        MadeCheckpoint.Finish(folder);
        again.Commit(_node, folder, 2, TestPlans.Host);

        Assert.Equal(2, other.Find(_node.Key)!.Seconds);
        Assert.True(other.Remote!.RemoveHalfUploads(TimeSpan.FromSeconds(-5)) >= 1);
        Assert.Equal(2, _bucket.Host("third").Find(_node.Key)!.Seconds);
        Assert.Equal(4, _bucket.Objects().Count); // metrics, scores, stage.json and the manifest
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledUpload).Assembly.Location, "-class", typeof(KilledUpload).FullName!, "-explicit", "only"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in _bucket.Server.Variables) start.Environment[name] = value;
        start.Environment[KilledUpload.Variable] = $"s3://{S3Server.Bucket}/{_bucket.Prefix}";
        start.Environment["PIVOT_CACHE"] = _caches.FullName;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
