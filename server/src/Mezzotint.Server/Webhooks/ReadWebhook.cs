using Dapper;
using Mezzotint.Contracts.Webhooks;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Webhooks;

/// <summary>GET /api/v1/webhooks/{id}.</summary>
static class ReadWebhook
{
    const string Select = $"select {WebhookRow.Columns} from webhook where id = @id and workspace_id = @WorkspaceId";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/webhooks/{id:guid}", RunAsync)
        .Require(Scope.Manage).Produces<Webhook>().WithTags("Webhooks").WithSummary("See a webhook");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<WebhookRow>(new CommandDefinition(
            Select, new { id, context.Caller().WorkspaceId }, cancellationToken: cancellation)) is { } row
            ? TypedResults.Ok(row.Show()) : Problem.NotFound("webhook");
    }
}
