using Mezzotint.Contracts.Plans;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Mezzotint.Server.Catalogues;

/// <summary>GET /api/v1/pages/{key}: a page of the operator's own.</summary>
static class ReadPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/pages/{key}", Run)
        .AnonymousByNature().Produces<ShownPage>()
        .WithTags("Plans").WithSummary("Read a page of the operator's own")
        .WithDescription("The text is Markdown; `GET /api/v1/branding` names the pages.");

    static IResult Run(string key, [FromServices] CurrentCatalogue catalogue) =>
        catalogue.Value.Branding.Pages.FirstOrDefault(page => page.Key == key) is { } page
            ? TypedResults.Ok(new ShownPage(page.Key, page.Title, page.Text))
            : Problem.NotFound("page");
}
