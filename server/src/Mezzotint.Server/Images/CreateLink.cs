using Dapper;
using Mezzotint.Contracts.Images;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>POST /api/v1/images/{id}/links: an address that opens a picture for a while, signed, not stored.</summary>
static class CreateLink
{
    const int SecondsMin = 60;
    const int SecondsMax = 7 * 24 * 3600;

    const string Select = """
        select k.key, extract(epoch from now())::bigint + @ExpiresInSeconds from signing_key k, image i
        where i.id = @id and i.workspace_id = @WorkspaceId
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/images/{id:guid}/links", RunAsync).Require(Scope.Manage)
            .Produces<ImageLink>(StatusCodes.Status201Created).WithTags("Images")
            .WithSummary("Makes an address that opens the picture for whoever has it, for a while");

    static async Task<IResult> RunAsync(
        Guid id, CreateLinkRequest request, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var (key, expires) = await connection.QuerySingleOrDefaultAsync<(byte[]?, long)>(new CommandDefinition(
            Select, new { id, context.Caller().WorkspaceId, request.ExpiresInSeconds },
            cancellationToken: context.RequestAborted));
        if (key is null)
            return Problem.NotFound("image");
        if (request.ExpiresInSeconds is < SecondsMin or > SecondsMax)
            return Problem.BadRequest("expiresInSeconds", $"'expiresInSeconds' is {request.ExpiresInSeconds}: "
                + $"choose {SecondsMin} to {SecondsMax}, a week.");
        var url = $"/api/v1/links/{LinkToken.Sign(id, expires, key).Write()}";
        return TypedResults.Created(url, new ImageLink(url, DateTimeOffset.FromUnixTimeSeconds(expires)));
    }
}
