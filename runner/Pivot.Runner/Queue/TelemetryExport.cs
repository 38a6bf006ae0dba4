using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pivot.Runner.Queue;

/// <summary>Sends a process's metrics and traces to a collector (OTLP) for as long as it lives. All settings are OpenTelemetry's own variables.</summary>
public sealed class TelemetryExport : IDisposable
{
    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private TelemetryExport()
    {
        var resource = Describe(ResourceBuilder.CreateDefault());
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Telemetry.Name).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Telemetry.Name).AddOtlpExporter().Build();
    }

    /// <summary>Whether a collector is named (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>).</summary>
    public static bool Wanted => Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 };

    /// <summary>Begins to send, or gives null where no collector is named. A collector that does not answer is no mistake.</summary>
    public static TelemetryExport? Start() => Wanted ? new() : null;

    /// <summary>Adds what all that is sent says of its origin.</summary>
    public static ResourceBuilder Describe(ResourceBuilder resource) =>
        resource.AddService("pivot", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3), serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}");

    /// <summary>Sends the rest and ends.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }
}
