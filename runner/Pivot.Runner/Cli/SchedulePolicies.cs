using Pivot.Dsl.Specs;

namespace Pivot.Runner.Cli;

/// <summary>What a spec's schedule says of missed and of overlapping occurrences.</summary>
internal static class SchedulePolicies
{
    /// <summary>The two words.</summary>
    public static (string Misfire, string Overlap) Of(ScheduleSpec schedule) => schedule is null ? throw new ArgumentNullException(nameof(schedule)) : ("once", "skip");
}
