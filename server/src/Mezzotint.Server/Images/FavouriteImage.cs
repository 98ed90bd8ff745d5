using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>PUT and DELETE /api/v1/images/{id}/favourite: the mark is set or taken away.</summary>
static class FavouriteImage
{
    const string Mark = """
        update image set is_favourite = @isFavourite where id = @id and workspace_id = @WorkspaceId
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/api/v1/images/{id:guid}/favourite", Set(isFavourite: true)).Require(Scope.Manage)
            .Produces(StatusCodes.Status204NoContent)
            .WithTags("Images").WithName("markFavourite").WithSummary("Marks a picture");
        routes.MapDelete("/api/v1/images/{id:guid}/favourite", Set(isFavourite: false)).Require(Scope.Manage)
            .Produces(StatusCodes.Status204NoContent)
            .WithTags("Images").WithName("unmarkFavourite").WithSummary("Takes the mark away");
    }

    static Delegate Set(bool isFavourite) => async Task<IResult> (
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, CancellationToken cancellation) =>
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            Mark, new { id, isFavourite, context.Caller().WorkspaceId }, cancellationToken: cancellation)) == 1
            ? TypedResults.NoContent() : Problem.NotFound("image");
    };
}
