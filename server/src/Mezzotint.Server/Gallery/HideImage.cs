using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Gallery;

/// <summary>
/// The operator's words: POST /api/v1/admin/gallery/{id}/hide and /unhide, and /api/v1/admin/reports/{id}/dismiss.
/// </summary>
static class HideImage
{
    /// <summary>What was said against it is answered with that.</summary>
    const string Hide = """
        with answered as (
            update image_report set closed_at = now(), closed_by = @Actor
            where image_id = @id and closed_at is null)
        update image set hidden_at = coalesce(hidden_at, now()), hidden_by = coalesce(hidden_by, @Actor)
        where id = @id
        """;

    const string Unhide = "update image set hidden_at = null, hidden_by = null where id = @id";

    const string Dismiss = """
        update image_report set closed_at = coalesce(closed_at, now()), closed_by = coalesce(closed_by, @Actor)
        where id = @id
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/admin/gallery/{id:guid}/hide", Run(Hide, "image")).Require(Scope.Admin)
            .Produces(StatusCodes.Status204NoContent).WithTags("Gallery").WithName("hideImage")
            .WithSummary("Takes a picture out of the gallery, and answers what was reported about it");
        routes.MapPost("/api/v1/admin/gallery/{id:guid}/unhide", Run(Unhide, "image")).Require(Scope.Admin)
            .Produces(StatusCodes.Status204NoContent).WithTags("Gallery").WithName("unhideImage")
            .WithSummary("Lets a picture back into the gallery, if its owner still shows it");
        routes.MapPost("/api/v1/admin/reports/{id:guid}/dismiss", Run(Dismiss, "report")).Require(Scope.Admin)
            .Produces(StatusCodes.Status204NoContent).WithTags("Gallery").WithName("dismissReport")
            .WithSummary("Answers a report without doing anything");
    }

    static Delegate Run(string sql, string what) => async Task<IResult> (
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, CancellationToken cancellation) =>
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            sql, new { id, context.Caller().Actor }, cancellationToken: cancellation)) == 1
            ? TypedResults.NoContent() : Problem.NotFound(what);
    };
}
