using System.Text.Json;
using Dapper;
using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Generations;
using Mezzotint.Server.Webhooks;
using Npgsql;

namespace Mezzotint.Server.Events;

/// <summary>What happened to generations: written with its cause, read on from the last one seen.</summary>
sealed class EventLog(NpgsqlDataSource database, Deliveries deliveries)
{
    // A number is drawn when a row is written, not when it is committed. So the workspace's turn is taken first and
    // kept to the end of the transaction: who comes later draws a greater number and commits later. Only the workspace
    // waits, and it does so in the queue already.
    const string Insert = """
        with turn as materialized (
            select pg_advisory_xact_lock(@TurnLock, workspace.hash)
            from (
                select distinct hashtext(id::text) as hash from unnest(@workspaces) as w (id) order by hash) workspace)
        insert into event (workspace_id, generation_id, type, payload)
        select e.workspace_id, e.generation_id, e.type, e.payload
        from (select count(*) from turn) taken, unnest(@workspaces, @generations, @types, @payloads::jsonb[])
            with ordinality as e (workspace_id, generation_id, type, payload, place)
        order by e.place
        returning id, created_at
        """;

    const string SelectAfter = """
        select id, type, generation_id as GenerationId, payload, created_at as CreatedAt from event
        where workspace_id = @workspaceId and id > @after order by id limit @limit
        """;

    const string SelectOfGenerationAfter = """
        select id, type, generation_id as GenerationId, payload, created_at as CreatedAt from event
        where generation_id = @generationId and id > @after order by id limit @limit
        """;

    const string SelectLast = "select coalesce(max(id), 0) from event where workspace_id = @workspaceId";

    const string DeleteOld = """
        delete from event where id in (
            select id from (select id, created_at from event order by id limit @limit) oldest
            where created_at < now() - make_interval(days => @DaysKept))
        """;

    const int TurnLock = 0x6576656e; // "even", the same on every server

    /// <summary>How long an event can be asked for.</summary>
    public const int DaysKept = 3;

    /// <summary>Writes what happened to a workspace's generations in the transaction that did it, in order.</summary>
    /// <remarks>After the queue and the ledger: nothing may wait for them while it holds the turn.</remarks>
    public Task WriteAsync(
        NpgsqlTransaction transaction, Guid workspaceId, IReadOnlyList<GenerationEvent> events,
        CancellationToken cancellation) =>
        WriteAsync(transaction, [.. events.Select(item => (workspaceId, item))], cancellation);

    /// <summary>The same for several workspaces, whose turns are taken in one order.</summary>
    public async Task WriteAsync(
        NpgsqlTransaction transaction, IReadOnlyList<(Guid WorkspaceId, GenerationEvent Event)> events,
        CancellationToken cancellation)
    {
        var written = await transaction.Connection!.QueryAsync<(long Id, DateTime CreatedAt)>(new CommandDefinition(
            Insert,
            new
            {
                TurnLock,
                workspaces = events.Select(item => item.WorkspaceId).ToArray(),
                generations = events.Select(item => item.Event.GenerationId).ToArray(),
                types = events.Select(item => item.Event.Type).ToArray(),
                payloads = events.Select(item => JsonSerializer.Serialize(
                    new Payload(item.Event.Image, item.Event.Generation), EventJson.Options)).ToArray(),
            },
            transaction, cancellationToken: cancellation));
        await deliveries.AddAsync(transaction,
            [.. events.Zip(written, (item, row) =>
                (item.WorkspaceId, item.Event with { Id = row.Id, CreatedAt = row.CreatedAt }))],
            cancellation);
    }

    /// <summary>A workspace's events after one, or those of one generation of it.</summary>
    public async Task<IReadOnlyList<GenerationEvent>> AfterAsync(
        EventSource source, long after, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            source.GenerationId is null ? SelectAfter : SelectOfGenerationAfter,
            new { source.WorkspaceId, source.GenerationId, after, limit }, cancellationToken: cancellation));
        return [.. rows.Select(Event)];
    }

    /// <summary>The number of a workspace's last event; 0 where there is none.</summary>
    public async Task<long> LastAsync(Guid workspaceId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            SelectLast, new { workspaceId }, cancellationToken: cancellation));
    }

    /// <summary>A duty: deletes what is too old, at most so many.</summary>
    public async Task<int> PruneAsync(int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            DeleteOld, new { limit, DaysKept }, cancellationToken: cancellation));
    }

    static GenerationEvent Event(Row row)
    {
        var payload = JsonSerializer.Deserialize<Payload>(row.Payload, EventJson.Options)!;
        return new GenerationEvent
        {
            Id = row.Id,
            Type = row.Type,
            GenerationId = row.GenerationId,
            CreatedAt = row.CreatedAt,
            Image = payload.Image,
            Generation = payload.Generation,
        };
    }

    sealed record Payload(GeneratedImage? Image, Generation? Generation);

    sealed record Row
    {
        public required long Id { get; init; }
        public required string Type { get; init; }
        public required Guid GenerationId { get; init; }
        public required string Payload { get; init; }
        public required DateTime CreatedAt { get; init; }
    }
}
