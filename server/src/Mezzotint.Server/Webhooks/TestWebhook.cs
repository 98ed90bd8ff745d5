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

/// <summary>POST /api/v1/webhooks/{id}/test: a message without an event, sent as any other.</summary>
sealed class TestWebhook(NpgsqlDataSource database, Deliveries deliveries, Wakes wakes, TimeProvider clock)
{
    const string Type = "webhook.test";

    const string Find = "select is_enabled from webhook where id = @id and workspace_id = @WorkspaceId";

    const string Select = $"select {DeliveryRow.Columns} from webhook_delivery where id = @id";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/webhooks/{id:guid}/test",
        (Guid id, HttpContext context, [FromServices] TestWebhook slice) => slice.RunAsync(id, context))
        .Require(Scope.Manage).Produces<WebhookDelivery>(StatusCodes.Status202Accepted)
        .WithTags("Webhooks").WithSummary("Send a message of the type webhook.test")
        .WithDescription("How it went stands in the list of deliveries.");

    async Task<IResult> RunAsync(Guid id, HttpContext context)
    {
        var (workspace, cancellation) = (context.Caller().WorkspaceId, context.RequestAborted);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var isEnabled = await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(
            Find, new { id, WorkspaceId = workspace }, transaction, cancellationToken: cancellation));
        if (isEnabled is null)
            return Problem.NotFound("webhook");
        if (isEnabled is false)
            return new Problem(StatusCodes.Status409Conflict, "webhook_disabled",
                "This webhook is switched off: switch it on with isEnabled.");
        var delivery = await deliveries.AddAsync(
            transaction, workspace, id, new WebhookMessage(Type, clock.GetUtcNow(), null), cancellation);
        var row = await connection.QuerySingleAsync<DeliveryRow>(new CommandDefinition(
            Select, new { id = delivery }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        wakes.Wake(Topic.Deliveries);
        return TypedResults.Accepted((string?)null, row.Show());
    }
}
