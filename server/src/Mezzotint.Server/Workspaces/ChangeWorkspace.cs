using Dapper;
using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.ApiKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>PATCH /api/v1/workspaces/{id} gives it another name, DELETE ends it.</summary>
static class ChangeWorkspace
{
    const string Rename = "update workspace set name = @Name where id = @workspaceId";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPatch("/api/v1/workspaces/{workspaceId:guid}", RenameAsync)
            .Require(Scope.Manage).Produces<Workspace>().WithName("renameWorkspace").WithTags("Workspaces")
            .WithSummary("Gives a workspace another name.");
        routes.MapDelete("/api/v1/workspaces/{workspaceId:guid}", DeleteAsync)
            .Require(Scope.Manage).Produces(StatusCodes.Status204NoContent)
            .WithName("deleteWorkspace").WithTags("Workspaces")
            .WithSummary("Deletes a workspace and everything in it; for its owners, and not for a person's own.");
    }

    static async Task<IResult> RenameAsync(
        Guid workspaceId, NameWorkspaceRequest request, HttpContext context,
        [FromServices] NpgsqlDataSource database)
    {
        var cancellation = context.RequestAborted;
        if (WorkspaceName.Fault(request.Name) is { } fault)
            return fault;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            Rename, new { workspaceId, request.Name }, cancellationToken: cancellation));
        return TypedResults.Ok(await ListWorkspaces.ReadAsync(
            connection, workspaceId, context.Caller().UserId, cancellation));
    }

    static async Task<IResult> DeleteAsync(
        Guid workspaceId, HttpContext context, [FromServices] NpgsqlDataSource database,
        [FromServices] WorkspaceRemoval removal)
    {
        var cancellation = context.RequestAborted;
        if (context.Caller().Role != Role.Owner)
            return Memberships.OwnerNeeded;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if ((await Memberships.LockAsync(transaction, workspaceId, cancellation)).IsPersonal)
            return Memberships.IsPersonal;
        await removal.RemoveAsync(transaction, workspaceId, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
