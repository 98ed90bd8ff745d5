using Mezzotint.Contracts.Images;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>GET /api/v1/images/{id}: a picture and its recipe.</summary>
static class ReadImage
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/images/{id:guid}", RunAsync).Require(Scope.Read).Produces<Image>()
            .WithTags("Images").WithSummary("One picture, with the recipe that makes it again");

    static async Task<IResult> RunAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await Images.FindAsync(connection, context.Caller().WorkspaceId, id, context.RequestAborted)
            is { } row ? TypedResults.Ok(row.Shown()) : Problem.NotFound("image");
    }
}
