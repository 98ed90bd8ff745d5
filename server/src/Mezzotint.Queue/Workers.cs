using Dapper;
using Npgsql;

namespace Mezzotint.Queue;

/// <summary>The registry of workers: one living process for an identity.</summary>
/// <remarks>
/// Alive is who was seen in the last <see cref="QueueRules.AliveSeconds"/>, by a claim or a heartbeat.
/// </remarks>
public sealed class Workers(NpgsqlDataSource database)
{
    const string Register = """
        insert into queue_worker (worker_id, session, name, models, memory_bytes)
        values (@WorkerId, @SessionId, @name, @models, @memoryBytes)
        on conflict (worker_id) do update set
            session = excluded.session, name = excluded.name, models = excluded.models,
            memory_bytes = excluded.memory_bytes, registered_at = now(), last_seen_at = now()
        where queue_worker.session = excluded.session
            or queue_worker.last_seen_at < now() - make_interval(secs => @AliveSeconds)
        """;

    const string Leave = """
        update queue_worker set last_seen_at = '-infinity' where worker_id = @WorkerId and session = @SessionId
        """;

    const string Bury = """
        with freed as (update queue_worker set last_seen_at = '-infinity' where worker_id = @workerId)
        update queue_job set lease_expires_at = now()
        where worker_id = @workerId and state = 'running' and lease_expires_at > now()
        """;

    const string CountAlive = """
        select count(*) from queue_worker where last_seen_at >= now() - make_interval(secs => @AliveSeconds)
        """;

    /// <summary>Takes an identity for a process; the same process may do so again.</summary>
    public async Task<RegisterResult> RegisterAsync(
        WorkerSession worker, string name, WorkerAbilities abilities, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var taken = await connection.ExecuteAsync(new CommandDefinition(
            Register,
            new
            {
                worker.WorkerId,
                worker.SessionId,
                name,
                models = abilities.RunnableModels.ToArray(),
                memoryBytes = abilities.MemoryBytes / QueueRules.MemoryStepBytes * QueueRules.MemoryStepBytes,
                QueueRules.AliveSeconds,
            },
            cancellationToken: cancellation));
        return taken == 1 ? RegisterResult.Registered : RegisterResult.AlreadyAlive;
    }

    /// <summary>Frees the identity at once when a process ends.</summary>
    public async Task LeaveAsync(WorkerSession worker, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Leave, worker, cancellationToken: cancellation));
    }

    /// <summary>
    /// For who knows that a worker's process is gone: frees the identity at once, and its leases end now.
    /// </summary>
    public async Task BuryAsync(Guid workerId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Bury, new { workerId }, cancellationToken: cancellation));
    }

    /// <summary>How many workers are alive.</summary>
    public async Task<long> CountAliveAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            CountAlive, new { QueueRules.AliveSeconds }, cancellationToken: cancellation));
    }
}
