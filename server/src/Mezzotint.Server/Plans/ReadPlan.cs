using Mezzotint.Contracts.Plans;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Plans;

/// <summary>GET /api/v1/plans/{key}.</summary>
static class ReadPlan
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/plans/{key}", Run)
        .AnonymousByNature().Produces<OfferedPlan>().WithTags("Plans").WithSummary("See a plan");

    static IResult Run(string key, [FromServices] CurrentCatalogue catalogue) =>
        catalogue.Value.FindPlan(key) is { } plan ? TypedResults.Ok(ShownPlan.Of(plan)) : Problem.NotFound("plan");
}
