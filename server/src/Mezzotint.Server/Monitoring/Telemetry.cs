using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mezzotint.Server.Monitoring;

/// <summary>
/// Sends traces and metrics to a collector, where the environment names one in OpenTelemetry's variables.
/// </summary>
sealed class Telemetry : IDisposable
{
    /// <summary>Names the collector; without it nothing is sent.</summary>
    const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    readonly TracerProvider _traces;
    readonly MeterProvider _metrics;

    Telemetry()
    {
        var service = ResourceBuilder.CreateDefault().AddService("mezzotint").AddEnvironmentVariableDetector();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(service)
            .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Npgsql").AddOtlpExporter().Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(service)
            .AddMeter([.. PrometheusText.Heard]).AddOtlpExporter().Build();
    }

    /// <summary>Starts sending; null where no collector is named.</summary>
    public static Telemetry? Start() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable)) ? null : new Telemetry();

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
