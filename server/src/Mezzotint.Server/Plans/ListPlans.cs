using Mezzotint.Catalogue;
using Mezzotint.Contracts.Plans;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Plans;

/// <summary>GET /api/v1/plans: all that are offered, cheapest first.</summary>
static class ListPlans
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/plans",
        ([FromServices] OfferCatalogue catalogue) => TypedResults.Ok(catalogue.Plans.Select(ShownPlan.Of).ToList()))
        .AnonymousByNature().Produces<List<OfferedPlan>>()
        .WithTags("Plans").WithSummary("List plans, cheapest first");
}
