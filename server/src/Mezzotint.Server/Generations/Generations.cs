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
        values (@Id, @WorkspaceId, @ApiKeyId, @UserId, @Operation, @Model, @Request::jsonb, @Seed, @ImageCount,
            @Wallet, @ImageMillicredits, @IsPublic, @IdempotencyKey, @RequestHash)
        on conflict (workspace_id, idempotency_key) where idempotency_key is not null do nothing
        returning created_at
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

    /// <summary>
    /// Inserts a generation; the row as it is stored, or null where its idempotency key was used before.
    /// </summary>
    public static async Task<GenerationRow?> InsertAsync(
        NpgsqlTransaction transaction, GenerationRow row, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteScalarAsync<DateTime?>(
            new CommandDefinition(Insert, row, transaction, cancellationToken: cancellation)) is { } time
            ? row with { CreatedAt = time } : null;

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
