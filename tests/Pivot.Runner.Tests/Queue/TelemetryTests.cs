using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Pivot.Runner.Queue;

namespace Pivot.Runner.Tests.Queue;

public sealed class TelemetryTests
{
    [Fact]
    public void What_a_host_does_is_measured()
    {
        var kind = $"kind-{Guid.NewGuid():n}";
        var seen = new ConcurrentQueue<(string Name, double Value, string Labels)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == Telemetry.Name) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((i, value, labels, _) => seen.Enqueue((i.Name, value, Text(labels))));
        listener.SetMeasurementEventCallback<double>((i, value, labels, _) => seen.Enqueue((i.Name, value, Text(labels))));
        listener.Start();

        Telemetry.StageBegan(kind, kind, TimeSpan.FromSeconds(3));
        Telemetry.StageEnded(kind, "done", TimeSpan.FromSeconds(42));
        Telemetry.StageRetried(kind);
        Telemetry.LeaseLost();

        // Other tests may measure at the same time.
        Assert.Equal(
        [
            ("pivot.host.stages.running", 1, $"kind={kind}"), ("pivot.stage.wait", 3, $"queue={kind}"), ("pivot.host.stages.running", -1, $"kind={kind}"),
            ("pivot.stages.ended", 1, $"kind={kind},outcome=done"), ("pivot.stage.duration", 42, $"kind={kind},outcome=done"), ("pivot.stages.retried", 1, $"failure={kind}"),
        ], seen.Where(s => s.Labels.Contains(kind)));
        Assert.Contains(seen, s => s.Name == "pivot.leases.lost");

        static string Text(ReadOnlySpan<KeyValuePair<string, object?>> labels) => string.Join(',', labels.ToArray().Select(l => $"{l.Key}={l.Value}"));
    }

    [Fact]
    public void Without_a_collector_nothing_is_sent()
    {
        if (TelemetryExport.Wanted) Assert.Skip("a collector is named here");
        Assert.Null(TelemetryExport.Start());
    }
}
