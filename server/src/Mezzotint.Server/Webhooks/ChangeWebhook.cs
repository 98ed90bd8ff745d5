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

/// <summary>PATCH /api/v1/webhooks/{id}: what is left out stays; switched on, it starts with a clean record.</summary>
sealed class ChangeWebhook(NpgsqlDataSource database, ServerOptions options, Wakes wakes)
{
    const string Update = $"""
        update webhook set
            url = coalesce(@Url, url), description = coalesce(@Description, description),
            events = coalesce(@events, events), is_enabled = coalesce(@IsEnabled, is_enabled),
            failing_since = case when @IsEnabled is distinct from true then failing_since end,
            disabled_reason = case when @IsEnabled is null then disabled_reason end
        where id = @id and workspace_id = @WorkspaceId
        returning {WebhookRow.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/api/v1/webhooks/{id:guid}",
        (Guid id, ChangeWebhookRequest request, HttpContext context, [FromServices] ChangeWebhook slice) =>
            slice.RunAsync(id, request, context))
        .Require(Scope.Manage).Produces<Webhook>().WithTags("Webhooks").WithSummary("Change a webhook");

    async Task<IResult> RunAsync(Guid id, ChangeWebhookRequest request, HttpContext context)
    {
        if (WebhookField.Check(request.Url, request.Events, request.Description, options) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var row = await connection.QuerySingleOrDefaultAsync<WebhookRow>(new CommandDefinition(Update, new
        {
            id,
            context.Caller().WorkspaceId,
            request.Url,
            request.Description,
            events = request.Events?.Distinct().ToArray(),
            request.IsEnabled,
        }, cancellationToken: context.RequestAborted));
        if (row is null)
            return Problem.NotFound("webhook");
        wakes.Wake(Topic.Deliveries); // what waited while it was off
        return TypedResults.Ok(row.Show());
    }
}
