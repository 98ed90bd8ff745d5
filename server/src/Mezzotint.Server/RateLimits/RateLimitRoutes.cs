using Microsoft.AspNetCore.Builder;

namespace Mezzotint.Server.RateLimits;

/// <summary>What a route says about its rate.</summary>
static class RateLimitRoutes
{
    /// <summary>Its rate is the plan's, counted where the plan's other limits are.</summary>
    public static RouteHandlerBuilder LimitedByPlan(this RouteHandlerBuilder route) =>
        route.WithMetadata(new LimitedByPlan());
}
