using Dapper;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Webhooks;

/// <summary>DELETE /api/v1/webhooks/{id}: with all of its messages.</summary>
static class DeleteWebhook
{
    const string Delete = "delete from webhook where id = @id and workspace_id = @WorkspaceId";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/api/v1/webhooks/{id:guid}", RunAsync)
        .Require(Scope.Manage).Produces(StatusCodes.Status204NoContent)
        .WithTags("Webhooks").WithSummary("Delete a webhook and its messages");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            Delete, new { id, context.Caller().WorkspaceId }, cancellationToken: cancellation)) == 1
            ? TypedResults.NoContent() : Problem.NotFound("webhook");
    }
}
