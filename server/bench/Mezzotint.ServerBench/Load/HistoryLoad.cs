using System.Diagnostics;
using System.Net.Http.Json;
using Dapper;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Paging;
using Npgsql;

namespace Mezzotint.ServerBench.Load;

/// <summary>Workspaces with very many pictures, and a person who looks through theirs over HTTP.</summary>
sealed class HistoryLoad(NpgsqlDataSource database, HttpClient client)
{
    const int PerPart = 60;
    const int PerGeneration = 4;
    const int InCollection = 2000;

    // A key may call 100 times a second.
    const int BetweenMs = 10;

    // 18 subjects in 10 colours, as the miniature's prompts are; a word that each generation has alone; one model in
    // ten is another, one in a thousand a rare one; one picture in 50 is upright, one in 40 marked.
    const string Insert = """
        with made as (
            insert into generation (id, workspace_id, operation, model, request, seed, image_count, wallet,
                image_millicredits, is_public, request_hash, created_at, outcome, finished_at)
            select gen_random_uuid(), @workspaceId,
                (array['text-to-image', 'text-to-image', 'text-to-image', 'image-to-image', 'inpaint'])[1 + n % 5],
                case when n % 1000 = 0 then 'rare' when n % 10 = 0 then 'sdxl' else 'miniature' end,
                jsonb_build_object('prompt', format('a colour%s subject%s on the sea at sunset number%s',
                    n % 10, n % 18, n)),
                n, @PerGeneration, 'images', 1000, n % 7 = 0, '', time, 'completed', time
            from generate_series(1, @generations) n, lateral (select now() - n * interval '7 minutes' as time) t
            returning *)
        insert into image (id, generation_id, workspace_id, index, seed, blob, media_type, bytes, width, height,
            seconds, millicredits, created_at, is_public, is_favourite, words)
        select gen_random_uuid(), g.id, g.workspace_id, i, g.seed + i, sha256(g.id::text::bytea || i::text::bytea),
            'image/png', 400000, 256, case when g.seed % 50 = 0 then 384 else 256 end, 1.5, 1000,
            g.created_at + i * interval '1 second', g.is_public, g.seed % 40 = 0,
            image_words(g.workspace_id, g.request ->> 'prompt')
        from made g, generate_series(0, @PerGeneration - 1) i
        """;

    const string Collect = """
        with made as (
            insert into collection (id, workspace_id, name) values (gen_random_uuid(), @workspaceId, 'bench')
            returning id)
        insert into collection_image (collection_id, image_id)
        select made.id, i.id from made, lateral (
            select id from image where workspace_id = @workspaceId order by blob limit @InCollection) i
        returning collection_id
        """;

    /// <summary>Gives a workspace so many pictures, and puts 2,000 of them together.</summary>
    /// <returns>The collection.</returns>
    public async Task<Guid> FillAsync(Guid workspaceId, int images, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Insert,
            new { workspaceId, generations = images / PerGeneration, PerGeneration }, cancellationToken: cancellation));
        return await connection.QueryFirstAsync<Guid>(new CommandDefinition(
            Collect, new { workspaceId, InCollection }, cancellationToken: cancellation));
    }

    /// <summary>Tells the planner what is there, as the database does by itself after some minutes.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("vacuum analyze", commandTimeout: 300,
            cancellationToken: cancellation));
    }

    /// <summary>Asks for the first part of what a filter finds, one call after the other.</summary>
    public Task<LoadReport> AskAsync(string filter, double seconds, CancellationToken cancellation) =>
        LoadReport.DriveAsync(1, seconds, async _ => (await PartAsync(filter, null, cancellation)).Milliseconds);

    /// <summary>Goes through the parts of a list from the newest to the oldest, again and again.</summary>
    public Task<LoadReport> WalkAsync(string filter, double seconds, CancellationToken cancellation)
    {
        string? cursor = null;
        return LoadReport.DriveAsync(1, seconds, async _ =>
        {
            (var milliseconds, cursor) = await PartAsync(filter, cursor, cancellation);
            return milliseconds;
        });
    }

    async Task<(double Milliseconds, string? Next)> PartAsync(
        string filter, string? cursor, CancellationToken cancellation)
    {
        await Task.Delay(BetweenMs, cancellation);
        var clock = Stopwatch.StartNew();
        var part = await client.GetFromJsonAsync<Page<Image>>(
            $"api/v1/images?limit={PerPart}{filter}{(cursor is null ? "" : $"&cursor={cursor}")}", cancellation);
        return (clock.Elapsed.TotalMilliseconds, part!.Next);
    }
}
