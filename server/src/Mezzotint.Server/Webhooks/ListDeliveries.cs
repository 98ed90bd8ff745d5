using Mezzotint.Contracts.Paging;
using Mezzotint.Contracts.Webhooks;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Webhooks;

/// <summary>GET /api/v1/webhook-deliveries: the log of a workspace or of one webhook, newest first.</summary>
static class ListDeliveries
{
    const string Select = $"""
        select {DeliveryRow.Columns} from webhook_delivery
        where workspace_id = @WorkspaceId and (@webhookId::uuid is null or webhook_id = @webhookId)
            and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/webhook-deliveries", RunAsync)
        .Require(Scope.Manage).Produces<Page<WebhookDelivery>>()
        .WithTags("Webhooks").WithSummary("List messages and how their sending went, newest first")
        .WithDescription("`webhookId` leaves those of one webhook. Messages are kept for 30 days.");

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, Guid? webhookId, HttpContext context,
        [FromServices] NpgsqlDataSource database, CancellationToken cancellation) =>
        page.AnswerAsync(database, new PageQuery<DeliveryRow, WebhookDelivery>(
            Select, new { context.Caller().WorkspaceId, webhookId },
            row => new Position(row.CreatedAt, row.Id), row => row.Show()), cancellation);
}
