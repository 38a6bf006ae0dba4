using System.Runtime.CompilerServices;

namespace Pivot.Dsl.Tests;

/// <summary>
/// Compares text with a file beside the test. Where they differ, what was received lies next to it as <c>NAME.received.txt</c>;
/// <c>PIVOT_ACCEPT_GOLDENS=1</c> takes it as the new truth (never set in CI).
/// </summary>
public static class GoldenFile
{
    /// <summary>Folder of the test's source file.</summary>
    public static string Folder([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;

    public static void Matches(string received, string goldenPath)
    {
        var receivedPath = Path.Combine(Path.GetDirectoryName(goldenPath)!, Path.GetFileName(goldenPath).Replace(".expected.", ".received."));
        if (Environment.GetEnvironmentVariable("PIVOT_ACCEPT_GOLDENS") == "1") File.WriteAllText(goldenPath, received);
        var expected = File.Exists(goldenPath) ? File.ReadAllText(goldenPath) : "";
        if (received == expected)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{goldenPath} does not hold what was received; compare it with {receivedPath}\n--- received\n{received}");
    }
}
