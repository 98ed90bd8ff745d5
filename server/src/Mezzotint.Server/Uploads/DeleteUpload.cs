using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Blobs;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Uploads;

/// <summary>DELETE /api/v1/uploads/{id}: the row and, unless something else needs it, the file.</summary>
static class DeleteUpload
{
    const string Delete = "delete from upload where id = @id and workspace_id = @WorkspaceId returning blob";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/api/v1/uploads/{id:guid}", RunAsync).Require(Scope.Generate)
            .Produces(StatusCodes.Status204NoContent).WithTags("Uploads")
            .WithSummary("Deletes an upload; jobs that wait for their turn still have it");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] BlobCollector collector)
    {
        var cancellation = context.RequestAborted;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var blob = await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition(
            Delete, new { id, context.Caller().WorkspaceId }, cancellationToken: cancellation));
        if (blob is null)
            return Problem.NotFound("upload");
        await collector.CollectAsync([blob], cancellation);
        return TypedResults.NoContent();
    }
}
