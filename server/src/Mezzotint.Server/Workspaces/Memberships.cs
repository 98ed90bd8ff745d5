using Dapper;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>Who is what in a workspace; changed only under the lock of the workspace's row.</summary>
static class Memberships
{
    const string Lock = """
        select id, name, is_personal as IsPersonal, plan,
            (select count(*)::int from membership where workspace_id = w.id) as MemberCount
        from workspace w where id = @id for no key update
        """;

    const string SelectRole = "select role from membership where workspace_id = @workspaceId and user_id = @userId";

    const string SelectOtherOwner = """
        select exists (select from membership
            where workspace_id = @workspaceId and role = 'owner' and user_id <> @userId)
        """;

    const string SelectOwners = """
        select u.email from membership m join app_user u on u.id = m.user_id
        where m.workspace_id = @workspaceId and m.role = 'owner' order by u.email
        """;

    const string Update = """
        update membership set role = @role where workspace_id = @workspaceId and user_id = @userId
        """;

    const string Delete = "delete from membership where workspace_id = @workspaceId and user_id = @userId";

    /// <summary>The answer to what only an owner may do.</summary>
    public static Problem OwnerNeeded { get; } = new(StatusCodes.Status403Forbidden, "owner_needed",
        "Only an owner of the workspace may do this, logged in: ask one.");

    /// <summary>The answer to what would leave a workspace without an owner.</summary>
    public static Problem LastOwner { get; } = new(StatusCodes.Status409Conflict, "last_owner",
        "A workspace has at least one owner: make somebody else an owner first.");

    /// <summary>The answer to what cannot be done with a person's own workspace.</summary>
    public static Problem IsPersonal { get; } = new(StatusCodes.Status409Conflict, "workspace_is_personal",
        "This is one person's own workspace: make another one for several people.");

    /// <summary>A workspace; nobody else changes its members before the transaction ends.</summary>
    public static Task<WorkspaceRow> LockAsync(
        NpgsqlTransaction transaction, Guid id, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleAsync<WorkspaceRow>(
            new CommandDefinition(Lock, new { id }, transaction, cancellationToken: cancellation));

    /// <summary>What a person is in a workspace; null where they are not in it.</summary>
    public static Task<string?> RoleAsync(
        NpgsqlTransaction transaction, Guid workspaceId, Guid userId, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteScalarAsync<string?>(new CommandDefinition(
            SelectRole, new { workspaceId, userId }, transaction, cancellationToken: cancellation));

    /// <summary>Whether somebody else is an owner too.</summary>
    public static Task<bool> HasOtherOwnerAsync(
        NpgsqlTransaction transaction, Guid workspaceId, Guid userId, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
            SelectOtherOwner, new { workspaceId, userId }, transaction, cancellationToken: cancellation));

    /// <summary>The addresses of those who hear what concerns a workspace.</summary>
    public static async Task<IReadOnlyList<string>> OwnersAsync(
        NpgsqlTransaction transaction, Guid workspaceId, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<string>(new CommandDefinition(
            SelectOwners, new { workspaceId }, transaction, cancellationToken: cancellation))).AsList();

    /// <summary>Makes a member something else; nothing, where null.</summary>
    public static Task SetAsync(
        NpgsqlTransaction transaction, Guid workspaceId, Guid userId, string? role, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            role is null ? Delete : Update, new { workspaceId, userId, role }, transaction,
            cancellationToken: cancellation));
}
