using System.Diagnostics;

namespace Pivot.Runner.Tests.EndToEnd;

/// <summary>Real processes, real training, real files: one uninterrupted run, and others that are killed, interrupted or damaged and go on.</summary>
public sealed class WholeRunTests(WholeRunTests.QuietRun quiet) : IClassFixture<WholeRunTests.QuietRun>
{
    /// <summary>An uninterrupted run that the others are compared with.</summary>
    public sealed class QuietRun : IDisposable
    {
        internal MiniRun Run { get; } = new();

        internal string Output { get; }

        internal SortedDictionary<string, byte[]> Results { get; }

        public QuietRun()
        {
            var (exitCode, output) = PivotProcess.Run(Run.Folder, "run", "mini.yaml", "--workers", "1", "--threads", "1");
            Assert.True(exitCode == 0, output);
            (Output, Results) = (output, Run.Results());
        }

        public void Dispose() => Run.Dispose();
    }

    [Fact]
    public void A_run_does_every_stage_and_writes_the_report()
    {
        Assert.Contains($"{MiniRun.Stages} run, 0 from the store", quiet.Output);
        var report = File.ReadAllText(quiet.Run.Report);
        Assert.Contains("vqa.accuracy", report);
        Assert.Equal(MiniRun.Stages, Directory.GetDirectories(Path.Combine(quiet.Run.Store, "stages")).Length);
        Assert.True(quiet.Results.Count > 3 * MiniRun.Stages / 2, "stages leave scores, curves, items, checkpoints, features and pictures");
    }

    [Fact]
    public void The_same_command_again_runs_nothing_and_leaves_the_report_as_it_is()
    {
        var before = File.ReadAllText(quiet.Run.Report);
        var (exitCode, output) = PivotProcess.Run(quiet.Run.Folder, "run", "mini.yaml", "--threads", "1");
        Assert.Equal(0, exitCode);
        Assert.Contains($"0 run, {MiniRun.Stages} from the store", output);
        Assert.Equal(before, File.ReadAllText(quiet.Run.Report));
    }

    [Fact]
    public void Two_workers_give_the_same_bytes_as_one()
    {
        using var run = new MiniRun();
        var (exitCode, output) = PivotProcess.Run(run.Folder, "run", "mini.yaml", "--workers", "2", "--threads", "1");
        Assert.True(exitCode == 0, output);
        AssertSameResults(run);
    }

    [Fact]
    public void Killed_in_the_middle_of_training_it_goes_on_to_the_same_bytes()
    {
        using var run = new MiniRun();
        using (var pivot = PivotProcess.Start(run.Folder, "run", "mini.yaml", "--workers", "1", "--threads", "1"))
        {
            Assert.True(pivot.WaitUntil(() => Checkpoints(run).Any()), "it ended before a checkpoint was seen: " + pivot.Output);
            pivot.Kill();
        }
        var left = Checkpoints(run).ToList();
        Assert.NotEmpty(left);
        var (exitCode, output) = PivotProcess.Run(run.Folder, "run", "mini.yaml", "--workers", "1", "--threads", "1");
        Assert.True(exitCode == 0, output);
        Assert.Contains("3 from the store", output);
        AssertSameResults(run);
    }

    [Fact]
    public void Interrupted_it_saves_its_place_says_130_and_goes_on_to_the_same_bytes()
    {
        using var run = new MiniRun();
        using (var pivot = PivotProcess.Start(run.Folder, "run", "mini.yaml", "--workers", "1", "--threads", "1"))
        {
            Assert.True(pivot.WaitUntil(() => Checkpoints(run).Any()), "it ended before a checkpoint was seen: " + pivot.Output);
            pivot.Interrupt();
            Assert.Equal(130, pivot.Wait());
        }
        Assert.NotEmpty(Checkpoints(run));
        var (exitCode, output) = PivotProcess.Run(run.Folder, "run", "mini.yaml", "--workers", "1", "--threads", "1");
        Assert.True(exitCode == 0, output);
        AssertSameResults(run);
    }

    [Fact]
    public void A_damaged_result_is_made_again_to_the_same_bytes()
    {
        using var run = new MiniRun();
        Copy(quiet.Run.Store, run.Store);
        var scores = Directory.GetFiles(Path.Combine(run.Store, "stages"), "items.jsonl", SearchOption.AllDirectories)[0];
        var bytes = File.ReadAllBytes(scores);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(scores, bytes);
        var (exitCode, output) = PivotProcess.Run(run.Folder, "run", "mini.yaml", "--threads", "1");
        Assert.True(exitCode == 0, output);
        Assert.Contains($"1 run, {MiniRun.Stages - 1} from the store", output);
        AssertSameResults(run);
    }

    private static IEnumerable<string> Checkpoints(MiniRun run)
    {
        var stages = Path.Combine(run.Store, "stages");
        return Directory.Exists(stages)
            ? Directory.EnumerateDirectories(stages).SelectMany(s => Directory.Exists(Path.Combine(s, "resume"))
                ? Directory.EnumerateDirectories(Path.Combine(s, "resume"), "step-*").Where(d => !d.EndsWith(".tmp", StringComparison.Ordinal))
                : [])
            : [];
    }

    private void AssertSameResults(MiniRun run)
    {
        var results = run.Results();
        Assert.Equal(quiet.Results.Keys, results.Keys);
        foreach (var (file, content) in quiet.Results) Assert.True(content.AsSpan().SequenceEqual(results[file]), $"{file} differs");
    }

    private static void Copy(string from, string to)
    {
        using var copy = Process.Start("cp", ["-r", from, to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }
}
