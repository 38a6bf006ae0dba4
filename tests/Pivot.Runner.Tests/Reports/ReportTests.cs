namespace Pivot.Runner.Tests.Reports;

public class ReportTests
{
    [Fact]
    public void Look()
    {
        using var run = new ExampleRun();
        run.Write();
        if (Directory.Exists("/tmp/look")) Directory.Delete("/tmp/look", true);
        CopyAll(run.Root, "/tmp/look");
    }

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
