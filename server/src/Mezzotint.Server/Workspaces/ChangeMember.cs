using Mezzotint.Contracts.Workspaces;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>
/// PATCH and DELETE /api/v1/workspaces/{id}/members/{userId}, POST /api/v1/workspaces/{id}/owner: who is what there.
/// </summary>
/// <remarks>Who changes an owner, or makes one, is an owner; and one owner always is left.</remarks>
sealed class ChangeMember(NpgsqlDataSource database)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string path = "/api/v1/workspaces/{workspaceId:guid}";
        routes.MapPatch($"{path}/members/{{userId:guid}}", (Guid userId, ChangeMemberRequest request,
            HttpContext context, [FromServices] ChangeMember slice) => slice.SetRoleAsync(userId, request, context))
            .Require(Scope.Manage).Produces(StatusCodes.Status204NoContent)
            .WithName("changeMember").WithTags("Workspaces")
            .WithSummary("Makes a member owner, admin or member.");
        // Those who may not manage a workspace may still leave it.
        routes.MapDelete($"{path}/members/{{userId:guid}}", (Guid userId, HttpContext context,
            [FromServices] ChangeMember slice) => slice.RemoveAsync(userId, context))
            .Require(Scope.Read).Produces(StatusCodes.Status204NoContent)
            .WithName("removeMember").WithTags("Workspaces")
            .WithSummary("Takes a member out of a workspace, or leaves it.");
        routes.MapPost($"{path}/owner", (TransferWorkspaceRequest request, HttpContext context,
            [FromServices] ChangeMember slice) => slice.TransferAsync(request, context))
            .Require(Scope.Manage).Produces(StatusCodes.Status204NoContent)
            .WithName("transferWorkspace").WithTags("Workspaces")
            .WithSummary("Hands a workspace to another member; the owner who asks becomes an admin.");
    }

    Task<IResult> SetRoleAsync(Guid userId, ChangeMemberRequest request, HttpContext context)
    {
        if (request.Role is not (Role.Owner or Role.Admin or Role.Member))
            return Task.FromResult<IResult>(Problem.BadRequest("role", "'role' is owner, admin or member."));
        return SetAsync(userId, request.Role, context);
    }

    Task<IResult> RemoveAsync(Guid userId, HttpContext context)
    {
        var caller = context.Caller();
        var leaves = caller.ApiKeyId is null && caller.UserId == userId;
        return leaves || caller.Has(Scope.Manage) ? SetAsync(userId, null, context)
            : Task.FromResult<IResult>(Problem.MissingScope(ApiKeys.ApiKeys.Name(Scope.Manage)));
    }

    async Task<IResult> SetAsync(Guid userId, string? role, HttpContext context)
    {
        var (cancellation, caller) = (context.RequestAborted, context.Caller());
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Memberships.LockAsync(transaction, caller.WorkspaceId, cancellation);
        var before = await Memberships.RoleAsync(transaction, caller.WorkspaceId, userId, cancellation);
        if (before is null)
            return Problem.NotFound("member");
        if ((before == Role.Owner || role == Role.Owner) && !await IsOwnerAsync(transaction, caller, cancellation))
            return Memberships.OwnerNeeded;
        if (before == Role.Owner && role != Role.Owner && !await Memberships.HasOtherOwnerAsync(
            transaction, caller.WorkspaceId, userId, cancellation))
            return Memberships.LastOwner;
        await Memberships.SetAsync(transaction, caller.WorkspaceId, userId, role, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    async Task<IResult> TransferAsync(TransferWorkspaceRequest request, HttpContext context)
    {
        var (cancellation, caller) = (context.RequestAborted, context.Caller());
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Memberships.LockAsync(transaction, caller.WorkspaceId, cancellation);
        if (!await IsOwnerAsync(transaction, caller, cancellation))
            return Memberships.OwnerNeeded;
        if (await Memberships.RoleAsync(transaction, caller.WorkspaceId, request.UserId, cancellation) is null)
            return Problem.NotFound("member");
        await Memberships.SetAsync(transaction, caller.WorkspaceId, caller.UserId, Role.Admin, cancellation);
        await Memberships.SetAsync(transaction, caller.WorkspaceId, request.UserId, Role.Owner, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }

    /// <summary>Asked under the lock: an owner may have been another moment ago.</summary>
    static async Task<bool> IsOwnerAsync(
        NpgsqlTransaction transaction, Caller caller, CancellationToken cancellation) => caller.ApiKeyId is null
        && await Memberships.RoleAsync(transaction, caller.WorkspaceId, caller.UserId, cancellation) == Role.Owner;
}
