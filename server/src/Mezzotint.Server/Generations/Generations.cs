using System.Text.Json;
using Dapper;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>Generations as they are stored, and as the API shows them.</summary>
sealed class Generations(NpgsqlDataSource database, Backlog backlog)
{
    const decimal MillicreditsPerCredit = 1000;

    const string Columns = """
        id, workspace_id as WorkspaceId, api_key_id as ApiKeyId, user_id as UserId, operation, model, request, seed,
        image_count as ImageCount, wallet, image_millicredits as ImageMillicredits, is_public as IsPublic,
        idempotency_key as IdempotencyKey, request_hash as RequestHash, created_at as CreatedAt
        """;

    const string Insert = """
        insert into generation (id, workspace_id, api_key_id, user_id, operation, model, request, seed, image_count,
            wallet, image_millicredits, is_public, idempotency_key, request_hash)
        values (@Id, @WorkspaceId, @ApiKeyId, @UserId, @Operation, @Model, @Request::jsonb, @Seed, @ImageCount,
            @Wallet, @ImageMillicredits, @IsPublic, @IdempotencyKey, @RequestHash)
        on conflict (workspace_id, idempotency_key) where idempotency_key is not null do nothing
        """;

    const string ByIdempotencyKey = $"""
        select {Columns} from generation where workspace_id = @workspaceId and idempotency_key = @idempotencyKey
        """;

    const string ById = $"select {Columns} from generation where id = @id and workspace_id = @workspaceId";

    const string Images = """
        select index, width, height, seconds from image where generation_id = @id
        """;

    /// <summary>An amount as the API shows it.</summary>
    public static decimal InCredits(long millicredits) => millicredits / MillicreditsPerCredit;

    /// <summary>Inserts a generation; false where its idempotency key was used before.</summary>
    public static async Task<bool> InsertAsync(
        NpgsqlTransaction transaction, GenerationRow row, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(Insert, row, transaction, cancellationToken: cancellation)) == 1;

    /// <summary>What an idempotency key was used for.</summary>
    public async Task<GenerationRow> FindAsync(
        Guid workspaceId, string idempotencyKey, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<GenerationRow>(new CommandDefinition(
            ByIdempotencyKey, new { workspaceId, idempotencyKey }, cancellationToken: cancellation));
    }

    /// <summary>A workspace's generation as the API shows it; null where it has none of this id.</summary>
    public async Task<Generation?> ReadAsync(Guid workspaceId, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<GenerationRow>(new CommandDefinition(
            ById, new { workspaceId, id }, cancellationToken: cancellation));
        if (row is null)
            return null;
        // The queue is asked first: an image that it calls completed is there afterwards.
        var jobs = await backlog.OfGenerationAsync(id, cancellation);
        var stored = (await connection.QueryAsync<StoredImage>(new CommandDefinition(
            Images, new { id }, cancellationToken: cancellation))).ToDictionary(image => image.Index);
        var images = jobs.Select(job => Image(row, job, stored.GetValueOrDefault(job.JobIndex))).ToList();
        return new Generation
        {
            Id = row.Id,
            Status = GenerationStatus.Of(images),
            Request = JsonSerializer.Deserialize<CreateGenerationRequest>(row.Request, JsonSerializerOptions.Web)!,
            Images = images,
            Cost = images.Sum(image => image.Cost ?? 0),
            CreatedAt = row.CreatedAt,
        };
    }

    static GeneratedImage Image(GenerationRow row, JobStatus job, StoredImage? stored) => new()
    {
        Id = job.JobId,
        Status = GenerationStatus.Of(job.State),
        Url = stored is null ? null : $"/api/v1/images/{job.JobId}/content",
        ThumbnailUrl = stored is null ? null : $"/api/v1/images/{job.JobId}/thumbnail",
        PreviewUrl = job is { State: JobState.Running, Step: > 0 } ? $"/api/v1/images/{job.JobId}/preview" : null,
        IsDeleted = job.State == JobState.Completed && stored is null,
        Seed = row.Seed + job.JobIndex,
        Model = row.Model,
        Width = stored?.Width,
        Height = stored?.Height,
        Seconds = stored?.Seconds,
        Cost = job.State == JobState.Completed ? InCredits(row.ImageMillicredits) : null,
        Step = job.State == JobState.Running ? job.Step : null,
        Steps = job.State == JobState.Running ? job.StepCount : null,
        Failure = job is { State: JobState.Discarded, Failure: { } kind }
            ? new ImageFailure(JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()), job.FailureSentence ?? "")
            : null,
    };

    sealed record StoredImage
    {
        public required int Index { get; init; }
        public required int Width { get; init; }
        public required int Height { get; init; }
        public required double Seconds { get; init; }
    }
}
