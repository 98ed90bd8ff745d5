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

/// <summary>POST /api/v1/webhooks/{id}/secret: a new one; the old one signs beside it for a day.</summary>
static class RotateWebhookSecret
{
    const string Update = $"""
        update webhook set
            previous_secret = secret, previous_secret_until = now() + interval '1 day', secret = @secret
        where id = @id and workspace_id = @WorkspaceId
        returning {WebhookRow.Columns}
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/webhooks/{id:guid}/secret", RunAsync)
        .Require(Scope.Manage).Produces<Webhook>().WithTags("Webhooks").WithSummary("Make a new secret")
        .WithDescription("The answer holds it; it is shown only now. For a day messages carry two signatures, the new "
            + "secret's and the old one's.");

    static async Task<IResult> RunAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database, CancellationToken cancellation)
    {
        var secret = WebhookSecret.Create();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<WebhookRow>(new CommandDefinition(
            Update, new { id, context.Caller().WorkspaceId, secret }, cancellationToken: cancellation)) is { } row
            ? TypedResults.Ok(row.Show(secret)) : Problem.NotFound("webhook");
    }
}
