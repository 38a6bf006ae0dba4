using Hangfire.States;
using Pivot.Runner.Queue;
using Pivot.Runner.Queue.Schedules;

namespace Pivot.Runner.Tests.Queue;

public sealed class TrustedTypesTests
{
    [Fact]
    public void Our_jobs_and_their_arguments_are_resolved()
    {
        Assert.Equal(typeof(StageJob), TrustedTypes.Resolve("Pivot.Runner.Queue.StageJob, pivot"));
        Assert.Equal(typeof(ScheduleJob), TrustedTypes.Resolve("Pivot.Runner.Queue.Schedules.ScheduleJob, pivot, Version=0.1.0.0"));
        Assert.Equal(typeof(string), TrustedTypes.Resolve("System.String, mscorlib"));
        Assert.Equal(typeof(EnqueuedState), TrustedTypes.Resolve("Hangfire.States.EnqueuedState, Hangfire.Core"));
    }

    [Theory]
    [InlineData("System.Diagnostics.Process, System.Diagnostics.Process")]
    [InlineData("System.IO.File, System.Private.CoreLib")]
    [InlineData("Hangfire.BackgroundJob, Hangfire.Core")]
    [InlineData("Pivot.Runner.Store.AtomicFile, pivot")]
    [InlineData("")]
    public void Whoever_writes_another_type_into_the_database_gets_nothing_called(string name) => Assert.Throws<InvalidOperationException>(() => TrustedTypes.Resolve(name));
}
