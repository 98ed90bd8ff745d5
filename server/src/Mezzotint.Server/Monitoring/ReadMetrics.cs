using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Monitoring;

/// <summary>GET /metrics, for Prometheus with a key of the scope admin: figures are no one else's business.</summary>
static class ReadMetrics
{
    const string TextFormat = "text/plain; version=0.0.4";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", RunAsync).Require(Scope.Admin).ExcludeFromDescription();

    static async Task<IResult> RunAsync(
        [FromServices] PrometheusText text, [FromServices] QueueGauges gauges, CancellationToken cancellation)
    {
        await gauges.RefreshAsync(cancellation);
        return TypedResults.Text(text.Write(), TextFormat);
    }
}
