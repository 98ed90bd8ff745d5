using Mezzotint.Contracts.Plans;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Plans;

/// <summary>GET /api/v1/plans: all that are offered, cheapest first.</summary>
static class ListPlans
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/plans",
        ([FromServices] CurrentCatalogue catalogue) =>
            TypedResults.Ok(catalogue.Value.Plans.Select(ShownPlan.Of).ToList()))
        .AnonymousByNature().Produces<List<OfferedPlan>>()
        .WithTags("Plans").WithSummary("List plans, cheapest first");
}
