using Dapper;
using Mezzotint.Contracts.Webhooks;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Events;
using Mezzotint.Server.Hosting;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Webhooks;

/// <summary>POST /api/v1/webhooks: a new one, whose secret is told only now.</summary>
static class CreateWebhook
{
    const int WebhooksMax = 10;

    // The workspace's row is locked, so that two at once cannot both be the tenth.
    const string Insert = $"""
        with owner as (select id from workspace where id = @WorkspaceId for no key update)
        insert into webhook (id, workspace_id, url, description, events, secret, is_enabled)
        select @Id, owner.id, @Url, @Description, @events, @secret, @IsEnabled from owner
        where (select count(*) from webhook where workspace_id = @WorkspaceId) < @WebhooksMax
        returning {WebhookRow.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/webhooks", RunAsync)
        .Require(Scope.Manage).Produces<Webhook>(StatusCodes.Status201Created)
        .WithTags("Webhooks").WithSummary("Make a webhook")
        .WithDescription("The answer holds the secret that signs its messages; it is shown only now.");

    static async Task<IResult> RunAsync(
        CreateWebhookRequest request, HttpContext context, [FromServices] NpgsqlDataSource database,
        [FromServices] ServerOptions options, [FromServices] TimeProvider clock)
    {
        if (WebhookField.Check(request.Url, request.Events, request.Description, options) is { } fault)
            return fault;
        var secret = WebhookSecret.Create();
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var row = await connection.QuerySingleOrDefaultAsync<WebhookRow>(new CommandDefinition(Insert, new
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            context.Caller().WorkspaceId,
            request.Url,
            request.Description,
            events = request.Events is { } asked ? asked.Distinct().ToArray() : [EventType.GenerationFinished],
            secret,
            request.IsEnabled,
            WebhooksMax,
        }, cancellationToken: context.RequestAborted));
        return row is null
            ? new Problem(StatusCodes.Status409Conflict, "webhooks_full",
                $"A workspace has at most {WebhooksMax} webhooks: delete one first.")
            : TypedResults.Created($"/api/v1/webhooks/{row.Id}", row.Show(secret));
    }
}
