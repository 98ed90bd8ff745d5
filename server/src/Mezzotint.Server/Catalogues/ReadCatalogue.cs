using System.Text.Json;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Mezzotint.Server.Catalogues;

/// <summary>GET /api/v1/admin/catalogue and /versions/{id}: the file that holds, or one that held.</summary>
static class ReadCatalogue
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/admin/catalogue", async ([FromServices] CatalogueVersions versions,
            HttpContext context) => Answer(context, await versions.LatestAsync(context.RequestAborted)))
            .Require(Scope.Admin).Produces<JsonElement>()
            .WithTags("Administration").WithSummary("Read the catalogue as it was written; its ETag is its SHA-256");
        routes.MapGet("/api/v1/admin/catalogue/versions/{id:guid}", async (Guid id,
            [FromServices] CatalogueVersions versions, HttpContext context) =>
                Answer(context, await versions.FindAsync(id, context.RequestAborted)))
            .Require(Scope.Admin).Produces<JsonElement>().WithName("readCatalogueVersion")
            .WithTags("Administration").WithSummary("Read a version of the catalogue as it was written");
    }

    /// <summary>A version's ETag.</summary>
    public static EntityTagHeaderValue TagOf(string sha256) => new($"\"{sha256}\"");

    static IResult Answer(HttpContext context, CatalogueRow? row)
    {
        if (row is null)
            return Problem.NotFound("version of the catalogue");
        context.Response.GetTypedHeaders().ETag = TagOf(row.Sha256);
        return TypedResults.Text(row.Json, "application/json");
    }
}
