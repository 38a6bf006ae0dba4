using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pivot.Runner.Queue;

/// <summary>
/// What a host tells about itself (OpenTelemetry's names for instruments and units). Counting costs nothing while nobody listens; what the whole fleet does
/// is read from its database by <see cref="Views.FleetGauges"/>.
/// </summary>
public static class Telemetry
{
    /// <summary>Name of the traces' source and of the meter.</summary>
    public const string Name = "Pivot.Runner";

    // Stages take from less than a second to days; the default's bounds end at ten seconds.
    private static readonly InstrumentAdvice<double> Long = new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14400, 43200, 86400] };
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Ended = Meter.CreateCounter<long>("pivot.stages.ended", "{stage}", "Attempts of stages that ended on this host.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram("pivot.stage.duration", "s", "How long an attempt took.", advice: Long);
    private static readonly Histogram<double> Waited = Meter.CreateHistogram("pivot.stage.wait", "s", "From when a stage might begin until a host began it.", advice: Long);
    private static readonly UpDownCounter<long> Running = Meter.CreateUpDownCounter<long>("pivot.host.stages.running", "{stage}", "Stages that this host does now.");
    private static readonly Counter<long> Lost = Meter.CreateCounter<long>("pivot.leases.lost", "{lease}", "Leases that this host lost, or found lost by another.");
    private static readonly Counter<long> Retried = Meter.CreateCounter<long>("pivot.stages.retried", "{stage}", "New attempts, by the class of the failure before.");

    /// <summary>Spans of runs and stages.</summary>
    public static ActivitySource Traces { get; } = new(Name);

    /// <summary>
    /// Begins the span of an attempt. The trace's id is the run's own, so that the stages of a run are one trace over all hosts, whatever is restarted meanwhile; null while
    /// nobody listens.
    /// </summary>
    public static Activity? StageSpan(Guid run, string key, long epoch, string label, string kind)
    {
        var id = run.ToString("N");
        var parent = new ActivityContext(ActivityTraceId.CreateFromString(id), ActivitySpanId.CreateFromString(id.AsSpan(16)), ActivityTraceFlags.Recorded, isRemote: true);
        return Traces.StartActivity($"stage {kind}", ActivityKind.Consumer, parent,
            [new("pivot.run", run.ToString()), new("pivot.key", key), new("pivot.epoch", epoch), new("pivot.stage", label)]);
    }

    /// <summary>A host begins a stage.</summary>
    /// <param name="kind">The stage's kind.</param>
    /// <param name="queue">What it asked of a host.</param>
    /// <param name="waited">Since it might have begun, or null where that is not known.</param>
    public static void StageBegan(string kind, string queue, TimeSpan? waited)
    {
        Running.Add(1, new KeyValuePair<string, object?>("kind", kind));
        if (waited is { } time) Waited.Record(Math.Max(0, time.TotalSeconds), new KeyValuePair<string, object?>("queue", queue));
    }

    /// <summary>An attempt that was told to <see cref="StageBegan"/> ended.</summary>
    /// <param name="kind">The stage's kind.</param>
    /// <param name="outcome">done, cached, failed, lost, killed, handed_back or cancelled.</param>
    /// <param name="took">How long it took.</param>
    public static void StageEnded(string kind, string outcome, TimeSpan took)
    {
        KeyValuePair<string, object?> ofKind = new("kind", kind), withOutcome = new("outcome", outcome);
        Running.Add(-1, ofKind);
        Ended.Add(1, ofKind, withOutcome);
        Seconds.Record(took.TotalSeconds, ofKind, withOutcome);
    }

    /// <summary>A lease was lost.</summary>
    /// <param name="count">How many.</param>
    public static void LeaseLost(long count = 1) => Lost.Add(count);

    /// <summary>A stage is tried again.</summary>
    /// <param name="failure">Class of the failure.</param>
    public static void StageRetried(string failure) => Retried.Add(1, new KeyValuePair<string, object?>("failure", failure));
}
