using Microsoft.AspNetCore.Builder;

namespace Mezzotint.Server.OpenApi;

/// <summary>What a route tells the document beside its types.</summary>
static class RouteHeaders
{
    public static RouteHandlerBuilder WithHeader(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new RouteHeader(name, description));
}
