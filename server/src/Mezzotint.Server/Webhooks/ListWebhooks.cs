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

/// <summary>GET /api/v1/webhooks: a workspace's, newest first.</summary>
static class ListWebhooks
{
    const string Select = $"""
        select {WebhookRow.Columns} from webhook
        where workspace_id = @WorkspaceId and (created_at, id) < (@Time, @Id)
        order by created_at desc, id desc limit @Rows
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/webhooks", RunAsync)
        .Require(Scope.Manage).Produces<Page<Webhook>>()
        .WithTags("Webhooks").WithSummary("List webhooks, newest first");

    static Task<IResult> RunAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database,
        CancellationToken cancellation) =>
        page.AnswerAsync(database, new PageQuery<WebhookRow, Webhook>(
            Select, new { context.Caller().WorkspaceId },
            row => new Position(row.CreatedAt, row.Id), row => row.Show()), cancellation);
}
