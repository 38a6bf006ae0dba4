namespace Pivot.Runner.Tests.Reports;

/// <summary>Files of <c>tests/goldens</c>. With PIVOT_ACCEPT_GOLDENS=1 a text that differs replaces its golden file.</summary>
internal static class Goldens
{
    public static string PathOf(string name) => Path.Combine(Root(), "tests", "goldens", name);

    public static void Check(string name, string actual)
    {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable("PIVOT_ACCEPT_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == actual) return;
        var received = Path.ChangeExtension(path, ".received" + Path.GetExtension(path));
        File.WriteAllText(received, actual);
        string[] was = expected.Split('\n'), now = actual.Split('\n');
        var line = Enumerable.Range(0, Math.Max(was.Length, now.Length)).First(i => i >= was.Length || i >= now.Length || was[i] != now[i]);
        Assert.Fail($"{name} differs from line {line + 1} on; what was made is in {received}\n"
            + $"expected: {(line < was.Length ? was[line] : "(end)")}\nactual:   {(line < now.Length ? now[line] : "(end)")}");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pivot.Runner.sln"))) return folder.FullName;
        throw new InvalidOperationException($"no Pivot.Runner.sln above {AppContext.BaseDirectory}");
    }
}
