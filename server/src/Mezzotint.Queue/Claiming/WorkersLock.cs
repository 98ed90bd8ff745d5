using Dapper;
using Npgsql;

namespace Mezzotint.Queue.Claiming;

/// <summary>Locks the rows of workers that ask, in the order of their ids: two servers may serve the same.</summary>
static class WorkersLock
{
    // A claim that a crash of the machine forgets is a lease that nobody honours: the job is given again.
    // What they run is read under the lock. One job is enough: what runs without a slot runs alone.
    const string Lock = """
        set local synchronous_commit = off;

        select worker_id, session, turn, passes from queue_worker
        where worker_id = any (@ids) order by worker_id for no key update;

        select w.id, r.is_alone from unnest(@ids) as w (id)
        cross join lateral (
            select is_alone from queue_job where worker_id = w.id and state = 'running' limit 1) r
        """;

    /// <param name="transaction">Holds the locks.</param>
    /// <param name="ids">Whose, each once.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Those that are registered.</returns>
    public static async Task<IReadOnlyDictionary<Guid, LockedWorker>> TakeAsync(
        NpgsqlTransaction transaction, Guid[] ids, CancellationToken cancellation)
    {
        await using var rows = await transaction.Connection!.QueryMultipleAsync(
            new CommandDefinition(Lock, new { ids }, transaction, cancellationToken: cancellation));
        var workers = (await rows.ReadAsync<(Guid Id, Guid Session, long Turn, int[] Passes)>()).ToDictionary(
            row => row.Id, row => new LockedWorker(row.Id, row.Session, row.Turn, row.Passes));
        foreach (var (id, isAlone) in await rows.ReadAsync<(Guid Id, bool IsAlone)>())
            workers.GetValueOrDefault(id)?.Run(isAlone);
        return workers;
    }
}
