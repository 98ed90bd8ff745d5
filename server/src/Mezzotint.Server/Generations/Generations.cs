using System.Text.Json;
using Dapper;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>Generations as they are stored, and as the API shows them.</summary>
sealed class Generations(NpgsqlDataSource database)
{
    const decimal MillicreditsPerCredit = 1000;

    public const string Columns = """
        id, workspace_id as WorkspaceId, api_key_id as ApiKeyId, user_id as UserId, operation, model, request, seed,
        image_count as ImageCount, wallet, image_millicredits as ImageMillicredits, is_public as IsPublic,
        idempotency_key as IdempotencyKey, request_hash as RequestHash, outcome, created_at as CreatedAt
        """;

    const string Insert = """
        insert into generation (id, workspace_id, api_key_id, user_id, operation, model, request, seed, image_count,
            wallet, image_millicredits, is_public, idempotency_key, request_hash)
        select * from unnest(
            @ids, @workspaces, @apiKeys, @users, @operations, @models, @requests::jsonb[], @seeds, @counts,
            @wallets, @prices, @public, @idempotencyKeys, @hashes)
        returning created_at
        """;

    const string UsedKeys = """
        select g.workspace_id, g.idempotency_key from unnest(@workspaces, @keys) as asked (workspace_id, key)
        join generation g on g.workspace_id = asked.workspace_id and g.idempotency_key = asked.key
        """;

    const string ByIdempotencyKey = $"""
        select {Columns} from generation where workspace_id = @workspaceId and idempotency_key = @idempotencyKey
        """;

    const string ById = $"select {Columns} from generation where id = @id and workspace_id = @workspaceId";

    const string Finish = """
        update generation set outcome = @outcome, finished_at = now() where id = @id and outcome is null
        """;

    const string Images = """
        select generation_id as GenerationId, index, id, width, height, seconds
        from image where generation_id = any (@ids)
        """;

    /// <summary>An amount as the API shows it.</summary>
    public static decimal InCredits(long millicredits) => millicredits / MillicreditsPerCredit;

    /// <summary>An amount of the API as the ledger counts it.</summary>
    public static long InMillicredits(decimal credits) => (long)(credits * MillicreditsPerCredit);

    /// <summary>Inserts generations whose idempotency keys are free.</summary>
    /// <returns>When they were made, which is the same for all of a transaction.</returns>
    public static Task<DateTime> InsertAsync(
        NpgsqlTransaction transaction, IReadOnlyList<GenerationRow> rows, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteScalarAsync<DateTime>(new CommandDefinition(Insert, new
        {
            ids = rows.Select(row => row.Id).ToArray(),
            workspaces = rows.Select(row => row.WorkspaceId).ToArray(),
            apiKeys = rows.Select(row => row.ApiKeyId).ToArray(),
            users = rows.Select(row => row.UserId).ToArray(),
            operations = rows.Select(row => row.Operation).ToArray(),
            models = rows.Select(row => row.Model).ToArray(),
            requests = rows.Select(row => row.Request).ToArray(),
            seeds = rows.Select(row => row.Seed).ToArray(),
            counts = rows.Select(row => row.ImageCount).ToArray(),
            wallets = rows.Select(row => row.Wallet).ToArray(),
            prices = rows.Select(row => row.ImageMillicredits).ToArray(),
            @public = rows.Select(row => row.IsPublic).ToArray(),
            idempotencyKeys = rows.Select(row => row.IdempotencyKey).ToArray(),
            hashes = rows.Select(row => row.RequestHash).ToArray(),
        }, transaction, cancellationToken: cancellation));

    /// <summary>Those of some workspaces' idempotency keys that have a generation already.</summary>
    /// <remarks>The queue's lock of the workspaces is held, so no other request takes one of the others.</remarks>
    public static async Task<HashSet<(Guid WorkspaceId, string? Key)>> UsedKeysAsync(
        NpgsqlTransaction transaction, IReadOnlyList<GenerationRow> rows, CancellationToken cancellation)
    {
        var keyed = rows.Where(row => row.IdempotencyKey is not null).ToList();
        return keyed is [] ? []
            : (await transaction.Connection!.QueryAsync<(Guid, string?)>(new CommandDefinition(UsedKeys, new
            {
                workspaces = keyed.Select(row => row.WorkspaceId).ToArray(),
                keys = keyed.Select(row => row.IdempotencyKey).ToArray(),
            }, transaction, cancellationToken: cancellation))).ToHashSet();
    }

    /// <summary>A generation as the API shows it right after its jobs were queued.</summary>
    public static Generation Queued(GenerationRow row, JobBatch batch) => Show(row, batch.Jobs.Select((job, index) =>
        new JobStatus
        {
            GenerationId = row.Id,
            JobId = job.JobId,
            JobIndex = index,
            State = JobState.Available,
            Step = 0,
            StepCount = 0,
            Attempt = 0,
            MaxAttempts = batch.MaxAttempts,
            IsCancelAsked = false,
            EnqueuedAt = row.CreatedAt,
        }), []);

    /// <summary>Notes how a generation ended, once.</summary>
    public static Task FinishAsync(
        NpgsqlTransaction transaction, Guid id, string outcome, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Finish, new { id, outcome }, transaction, cancellationToken: cancellation));

    /// <summary>What an idempotency key was used for; null where it was not.</summary>
    public async Task<GenerationRow?> FindAsync(
        Guid workspaceId, string idempotencyKey, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<GenerationRow>(new CommandDefinition(
            ByIdempotencyKey, new { workspaceId, idempotencyKey }, cancellationToken: cancellation));
    }

    /// <summary>A workspace's generation as the API shows it; null where it has none of this id.</summary>
    public async Task<Generation?> ReadAsync(Guid workspaceId, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await ReadAsync(connection, workspaceId, id, cancellation);
    }

    /// <summary>The same as a transaction of the caller sees it.</summary>
    public static async Task<Generation?> ReadAsync(
        NpgsqlConnection connection, Guid workspaceId, Guid id, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<GenerationRow>(new CommandDefinition(
            ById, new { workspaceId, id }, cancellationToken: cancellation)) is { } row
            ? (await ShowAsync(connection, [row], cancellation))[0] : null;

    /// <summary>Generations as the API shows them, in the same order.</summary>
    public static async Task<IReadOnlyList<Generation>> ShowAsync(
        NpgsqlConnection connection, IReadOnlyList<GenerationRow> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        // The queue is asked first: an image that it calls completed is there afterwards.
        var jobs = (await Backlog.OfGenerationsAsync(connection, ids, cancellation))
            .ToLookup(job => job.GenerationId);
        var stored = (await connection.QueryAsync<StoredImage>(new CommandDefinition(
            Images, new { ids }, cancellationToken: cancellation))).ToLookup(image => image.GenerationId);
        return [.. rows.Select(row => Show(row, jobs[row.Id], stored[row.Id]))];
    }

    /// <remarks>The queue forgets jobs that were completed long ago; their images know enough.</remarks>
    static Generation Show(GenerationRow row, IEnumerable<JobStatus> jobs, IEnumerable<StoredImage> stored)
    {
        var images = stored.ToDictionary(image => image.Index, image => ShownImage.Of(row, null, image));
        foreach (var job in jobs)
            images[job.JobIndex] = ShownImage.Of(row, job, stored.FirstOrDefault(image => image.Index == job.JobIndex));
        var shown = images.OrderBy(image => image.Key).Select(image => image.Value).ToList();
        return new Generation
        {
            Id = row.Id,
            Status = row.Outcome ?? GenerationStatus.Of(shown),
            Request = JsonSerializer.Deserialize<CreateGenerationRequest>(row.Request, JsonSerializerOptions.Web)!,
            Images = shown,
            Cost = shown.Sum(image => image.Cost ?? 0),
            CreatedAt = row.CreatedAt,
        };
    }
}
