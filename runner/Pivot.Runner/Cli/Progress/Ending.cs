using Pivot.Runner.Store;

namespace Pivot.Runner.Cli.Progress;

/// <summary>How the end of a stage is told in one line.</summary>
internal static class Ending
{
    /// <summary><c>done    post · dpo (12.3 s)</c>.</summary>
    public static string Line(string label, StageRecord record) => record.State switch
    {
        StageState.Done => $"done    {label} ({Words.Duration(TimeSpan.FromSeconds(record.Seconds))})",
        StageState.Cached => $"found   {label}",
        StageState.Failed => $"failed  {label}: {record.Cause}",
        StageState.Skipped => $"skipped {label}: {record.Cause}",
        StageState.Interrupted => $"stopped {label}",
        _ => $"{record.State} {label}",
    };
}
