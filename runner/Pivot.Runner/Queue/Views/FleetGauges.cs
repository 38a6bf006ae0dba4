using System.Diagnostics.Metrics;
using Pivot.Runner.Store;

namespace Pivot.Runner.Queue.Views;

/// <summary>What the fleet does now, as metrics; read from the database when they are asked for. While it does not answer they have no value.</summary>
public sealed class FleetGauges : IDisposable
{
    private readonly Meter _meter = new(Telemetry.Name);
    private readonly FleetView _view;
    private readonly Lock _lock = new();
    private FleetLoad? _load;
    private long _readAt;

    /// <summary>Offers the metrics until it is disposed.</summary>
    public FleetGauges(FleetView view)
    {
        _view = view;
        Offer("pivot.stages.running", "{stage}", "Stages that hosts do.", l => l.RunningStages);
        Offer("pivot.stages.ready", "{stage}", "Stages that could begin and wait for a host.", l => l.ReadyStages);
        Offer("pivot.runs.live", "{run}", "Runs that have not ended.", l => l.LiveRuns);
        Offer("pivot.hosts.up", "{host}", "Hosts that take stages and are heard.", l => l.HostsUp);
    }

    /// <summary>Ends the offer.</summary>
    public void Dispose() => _meter.Dispose();

    private void Offer(string name, string unit, string description, Func<FleetLoad, long> value) =>
        _meter.CreateObservableGauge(name, () => Load() is { } load ? [new Measurement<long>(value(load))] : Array.Empty<Measurement<long>>(), unit, description);

    private FleetLoad? Load()
    {
        lock (_lock)
        {
            // One question for all gauges of a scrape.
            if (_readAt != 0 && TimeProvider.System.GetElapsedTime(_readAt) < TimeSpan.FromSeconds(1)) return _load;
            try
            {
                _load = _view.Load(CancellationToken.None);
            }
            catch (HostException)
            {
                _load = null;
            }
            _readAt = TimeProvider.System.GetTimestamp();
            return _load;
        }
    }
}
