using Dapper;
using Mezzotint.Queue;
using Mezzotint.Server.Generations;
using Npgsql;

namespace Mezzotint.Server.Workspaces;

/// <summary>Ends a workspace: what waits is cancelled, its credits are released, then everything goes.</summary>
sealed class WorkspaceRemoval(Jobs jobs)
{
    // The lock keeps new generations away: each holds its workspace's row. Jobs that end lock the queue first and then
    // their workspace, so that is the order here too.
    const string Lock = "select id from workspace where id = @id for update";

    const string SelectPersonal = """
        select w.id from workspace w join membership m on m.workspace_id = w.id
        where m.user_id = @userId and w.is_personal
        """;

    // Members, keys, invitations, generations and pictures go with it. Ledger and queue keep what happened.
    const string Delete = "delete from workspace where id = @id";

    /// <summary>Ends the workspace that is a person's own.</summary>
    public async Task RemovePersonalAsync(
        NpgsqlTransaction transaction, Guid userId, CancellationToken cancellation)
    {
        var id = await transaction.Connection!.ExecuteScalarAsync<Guid>(
            new CommandDefinition(SelectPersonal, new { userId }, transaction, cancellationToken: cancellation));
        await RemoveAsync(transaction, id, cancellation);
    }

    /// <summary>Ends a workspace in the caller's transaction.</summary>
    public async Task RemoveAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellation)
    {
        await jobs.LockAsync(transaction, id, cancellation);
        await ExecuteAsync(Lock);
        var cancelled = new List<Settlement>();
        foreach (var generation in await Backlog.UnfinishedAsync(transaction, id, cancellation))
            cancelled.AddRange(await jobs.CancelAsync(transaction, generation, null, cancellation));
        await Settling.PayAsync(transaction, cancelled, cancellation);
        await ExecuteAsync(Delete);

        Task ExecuteAsync(string sql) => transaction.Connection!.ExecuteAsync(
            new CommandDefinition(sql, new { id }, transaction, cancellationToken: cancellation));
    }
}
