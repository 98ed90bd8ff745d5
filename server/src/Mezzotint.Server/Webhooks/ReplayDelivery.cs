using Dapper;
using Mezzotint.Contracts.Webhooks;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Events;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Webhooks;

/// <summary>POST /api/v1/webhook-deliveries/{id}/replay: the same message again, at once.</summary>
/// <remarks>Its id stays, so a receiver that had it knows it again.</remarks>
static class ReplayDelivery
{
    const string Update = $"""
        update webhook_delivery set state = 'waiting', attempts = 0, due_at = now()
        where id = @id and workspace_id = @WorkspaceId
        returning {DeliveryRow.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/webhook-deliveries/{id:guid}/replay", RunAsync)
        .Require(Scope.Manage).Produces<WebhookDelivery>(StatusCodes.Status202Accepted)
        .WithTags("Webhooks").WithSummary("Send a message again")
        .WithDescription("With the same webhook-id, by which a receiver knows what it had before.");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] Wakes wakes,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<DeliveryRow>(new CommandDefinition(
            Update, new { id, context.Caller().WorkspaceId }, cancellationToken: cancellation));
        if (row is null)
            return Problem.NotFound("delivery");
        wakes.Wake(Topic.Deliveries);
        return TypedResults.Accepted((string?)null, row.Show());
    }
}
