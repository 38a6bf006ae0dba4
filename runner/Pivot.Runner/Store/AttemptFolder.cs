namespace Pivot.Runner.Store;

/// <summary>What a new attempt leaves of the one before it in the same folder.</summary>
internal static class AttemptFolder
{
    /// <summary>
    /// Removes everything but <c>resume/</c> and, where there is something to go on from, <c>metrics.jsonl</c>: the stage cuts its curves at the step it
    /// goes on from. Then counts the attempt.
    /// </summary>
    public static void Begin(StageFolder folder)
    {
        Directory.CreateDirectory(folder.Resume);
        // The manifest goes first: what is half removed must not look done.
        File.Delete(Path.Combine(folder.Path, Manifest.FileName));
        var goesOn = Directory.EnumerateFileSystemEntries(folder.Resume).Any(e => Path.GetFileName(e) != Attempts.FileName);
        foreach (var entry in new DirectoryInfo(folder.Path).EnumerateFileSystemInfos())
        {
            if (entry.FullName == folder.Resume || (goesOn && entry.FullName == folder.Metrics)) continue;
            if (entry is DirectoryInfo { LinkTarget: null } directory) directory.Delete(recursive: true);
            else entry.Delete();
        }
        var earlier = Attempts.Read(folder);
        (earlier with { Count = earlier.Count + 1 }).Write(folder);
    }
}
