using Dapper;
using Mezzotint.Contracts.Gallery;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Gallery;

/// <summary>POST /api/v1/gallery/{id}/reports: somebody says what is wrong with a picture, once.</summary>
static class ReportImage
{
    const int ReasonLengthMax = 1000;

    const string Insert = """
        with shown as (select id from image where id = @imageId and is_public and hidden_at is null),
        told as (
            insert into image_report (id, image_id, user_id, reason) select @id, id, @UserId, @Reason from shown
            on conflict (image_id, user_id) do nothing)
        select exists (select 1 from shown)
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/gallery/{imageId:guid}/reports", RunAsync).Require(Scope.Read)
            .Produces(StatusCodes.Status204NoContent).WithTags("Gallery")
            .WithSummary("Tells the operator what is wrong with a picture; a person's first word about it counts");

    static async Task<IResult> RunAsync(
        Guid imageId, ReportRequest request, HttpContext context, [FromServices] NpgsqlDataSource database,
        [FromServices] TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Problem.BadRequest("reason", "'reason' is empty: say what is wrong with the picture.");
        if (request.Reason.Length > ReasonLengthMax)
            return Problem.BadRequest("reason",
                $"'reason' has {request.Reason.Length} characters, at most {ReasonLengthMax} are kept.");
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            Insert, new { id, imageId, context.Caller().UserId, request.Reason },
            cancellationToken: context.RequestAborted))
            ? TypedResults.NoContent() : Problem.NotFound("image");
    }
}
