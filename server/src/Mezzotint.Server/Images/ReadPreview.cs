using Dapper;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>
/// GET /api/v1/images/{id}/preview: what a running job looks like so far; nothing, without complaint, before and after.
/// </summary>
static class ReadPreview
{
    const string Select = """
        select media_type, content from preview where job_id = @id and workspace_id = @WorkspaceId
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/images/{id:guid}/preview", RunAsync).Require(Scope.Read)
            .Produces<byte[]>(StatusCodes.Status200OK, "image/webp").Produces(StatusCodes.Status204NoContent)
            .WithTags("Images")
            .WithSummary("What a picture looks like while it is made, at most 128 pixels a side");

    static async Task<IResult> RunAsync(Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var (mediaType, content) = await connection.QuerySingleOrDefaultAsync<(string, byte[]?)>(new CommandDefinition(
            Select, new { id, context.Caller().WorkspaceId }, cancellationToken: context.RequestAborted));
        if (content is null)
            return await Backlog.HasAsync(connection, context.Caller().WorkspaceId, id, context.RequestAborted)
                ? TypedResults.NoContent() : Problem.NotFound("image");
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(content, mediaType);
    }
}
