using Mezzotint.Contracts.Events;
using Mezzotint.Server.Events;
using Mezzotint.Server.Webhooks;
using Npgsql;
using TestedDatabase = Mezzotint.TestDatabase.TestDatabase;

namespace Mezzotint.Server.Tests.Events;

public sealed class EventOrderTests
{
    const int Writers = 8;
    const int EventsOfWriter = 25;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_reads_on_after_the_last_event_seen_misses_none_however_late_it_commits()
    {
        await using var database = await TestedDatabase.CreateAsync();
        var events = new EventLog(database.DataSource, new Deliveries(database.DataSource, TimeProvider.System));
        var source = await GivenGenerationAsync(database);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync(database, events, source)));
        var seen = new List<long>();
        for (var isDone = false; ;)
        {
            var news = await events.AfterAsync(source with { GenerationId = null }, seen.LastOrDefault(), 100, Stop);
            seen.AddRange(news.Select(told => told.Id!.Value));
            if (isDone && news.Count == 0)
                break;
            isDone = writing.IsCompleted;
        }
        await writing;
        Assert.Equal(Writers * EventsOfWriter, seen.Count);
    }

    /// <summary>Writes event after event, each committed some moments after its number was drawn.</summary>
    static async Task WriteAsync(TestedDatabase database, EventLog events, EventSource source)
    {
        for (var i = 0; i < EventsOfWriter; i++)
        {
            await using var connection = await database.DataSource.OpenConnectionAsync(Stop);
            await using var transaction = await connection.BeginTransactionAsync(Stop);
            var told = new GenerationEvent
            {
                Type = EventType.GenerationAccepted,
                GenerationId = source.GenerationId!.Value,
            };
            await events.WriteAsync(transaction, source.WorkspaceId, [told], Stop);
            await using var pause = new NpgsqlCommand("select pg_sleep(random() * 0.003)", connection);
            await pause.ExecuteNonQueryAsync(Stop);
            await transaction.CommitAsync(Stop);
        }
    }

    static async Task<EventSource> GivenGenerationAsync(TestedDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("""
            with w as (
                insert into workspace (id, name, is_personal, plan) values (gen_random_uuid(), 'w', true, 'free')
                returning id)
            insert into generation (id, workspace_id, operation, model, request, seed, image_count, wallet,
                image_millicredits, is_public, request_hash)
            select gen_random_uuid(), w.id, 'text-to-image', 'm', '{}', 1, 1, 'images', 0, false, '' from w
            returning workspace_id, id
            """);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        await reader.ReadAsync(Stop);
        return new EventSource(reader.GetGuid(0), reader.GetGuid(1));
    }
}
