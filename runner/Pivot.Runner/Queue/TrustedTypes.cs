using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Pivot.Runner.Queue.Schedules;

namespace Pivot.Runner.Queue;

/// <summary>
/// The types that a name in the database may lead to. Hangfire's rows name a type and a method to call: whoever can write to the database could else call any method of any
/// type that this process can load. Set for the whole process, since Hangfire has no other place for it.
/// </summary>
internal static class TrustedTypes
{
    private static readonly Type[] Ours =
        [typeof(StageJob), typeof(ScheduleJob), typeof(string), typeof(PerformContext), typeof(CancellationToken)];

    /// <summary>Lets Hangfire resolve these types and its own, and no other.</summary>
    public static void Install() => GlobalConfiguration.Configuration.UseTypeResolver(Resolve);

    /// <summary>The type of a name.</summary>
    /// <exception cref="InvalidOperationException">It is none that a job of ours has.</exception>
    public static Type Resolve(string name)
    {
        var plain = name.Split(',')[0].Trim();
        if (Ours.FirstOrDefault(t => t.FullName == plain) is { } ours) return ours;
        // States and the like, which Hangfire writes by name; nothing of them can be called by a job.
        if (plain.StartsWith("Hangfire.States.", StringComparison.Ordinal) && typeof(JobStorage).Assembly.GetType(plain) is { } state) return state;
        throw new InvalidOperationException($"a row names the type {plain}, which no job of ours has");
    }
}
