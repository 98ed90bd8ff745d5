using Dapper;
using Mezzotint.Contracts.ApiKeys;
using Mezzotint.Ledger;
using Mezzotint.Server.Problems;
using Mezzotint.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.ApiKeys;

/// <summary>PATCH /api/v1/api-keys/{id} gives a key another name, DELETE revokes it, at once on every server.</summary>
static class ChangeApiKey
{
    const string Rename = $"""
        update api_key set name = @Name where id = @id and workspace_id = @WorkspaceId and revoked_at is null
        returning {ApiKeyRow.Columns}
        """;

    const string Revoke = """
        update api_key set revoked_at = now() where id = @id and workspace_id = @WorkspaceId and revoked_at is null
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPatch("/api/v1/api-keys/{id:guid}", RenameAsync)
            .Require(Scope.Manage).Produces<ApiKey>()
            .WithName("renameApiKey").WithTags("API keys").WithSummary("Gives a key another name.");
        routes.MapDelete("/api/v1/api-keys/{id:guid}", RevokeAsync)
            .Require(Scope.Manage).Produces(StatusCodes.Status204NoContent)
            .WithName("revokeApiKey").WithTags("API keys")
            .WithSummary("Revokes a key: from now on it lets nobody in.");
    }

    static async Task<IResult> RenameAsync(
        Guid id, RenameApiKeyRequest request, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        var cancellation = context.RequestAborted;
        if (WorkspaceName.Fault(request.Name) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<ApiKeyRow>(new CommandDefinition(
            Rename, new { id, request.Name, context.Caller().WorkspaceId }, cancellationToken: cancellation));
        return row is null ? Problem.NotFound("key")
            : TypedResults.Ok(row.ToContract(await KeySpending.ThisMonthAsync(connection, id, cancellation)));
    }

    static async Task<IResult> RevokeAsync(
        Guid id, HttpContext context, [FromServices] NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        var rows = await connection.ExecuteAsync(new CommandDefinition(
            Revoke, new { id, context.Caller().WorkspaceId }, cancellationToken: context.RequestAborted));
        return rows == 1 ? TypedResults.NoContent() : Problem.NotFound("key");
    }
}
