using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Ledger;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Events;
using Mezzotint.Server.Monitoring;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>Takes a request that was found good: stored, queued and paid for in one transaction.</summary>
sealed class Acceptance(
    NpgsqlDataSource database, Jobs jobs, EventLog events, Wakes wakes, TimeProvider clock)
{
    /// <param name="request">What is asked for.</param>
    /// <param name="appraisal">It has a plan and a price, and nothing stands against it.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="idempotencyKey">The caller's, if there is one.</param>
    /// <param name="cancellation">Stops before anything is stored.</param>
    public async Task<AcceptResult> RunAsync(
        CreateGenerationRequest request, Appraisal appraisal, Caller caller, string? idempotencyKey,
        CancellationToken cancellation)
    {
        var plan = appraisal.Plan!;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var wanted = Row(request, appraisal, caller, idempotencyKey);
        if (await Generations.InsertAsync(transaction, wanted, cancellation) is not { } row)
            return new AcceptResult.KeyUsed();
        // The queue before the ledger, as everywhere, and events last.
        var batch = Batch(row, request, appraisal);
        var waiting = await jobs.EnqueueAsync(transaction, batch, cancellation);
        if (!plan.Entitlements.WaitingJobs.Allows(waiting))
            return new AcceptResult.Refused(GenerationRefusal.TooManyWait(plan));
        if (await row.Start.KeepAsync(transaction, batch, cancellation) is { } gone)
            return new AcceptResult.Refused(gone);
        var held = await Holds.HoldAsync(connection, transaction, Hold(row, caller), cancellation);
        if (GenerationRefusal.Answer(held, row.ImageMillicredits * row.ImageCount, caller) is { } problem)
            return new AcceptResult.Refused(problem);
        var accepted = new GenerationEvent { Type = EventType.GenerationAccepted, GenerationId = row.Id };
        await events.WriteAsync(transaction, row.WorkspaceId, [accepted], cancellation);
        await transaction.CommitAsync(cancellation);
        Meters.Held(Generations.InCredits(row.ImageMillicredits * row.ImageCount));
        wakes.Wake(Topic.Jobs, Topic.Workspace(row.WorkspaceId));
        return new AcceptResult.Accepted(Generations.Queued(row, batch));
    }

    /// <summary>By which two requests with one idempotency key are told to be the same.</summary>
    public static byte[] HashOf(CreateGenerationRequest request) => SHA256.HashData(Json(request));

    static byte[] Json(CreateGenerationRequest request) =>
        JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web);

    GenerationRow Row(
        CreateGenerationRequest request, Appraisal appraisal, Caller caller, string? idempotencyKey) => new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            WorkspaceId = caller.WorkspaceId,
            ApiKeyId = caller.ApiKeyId,
            UserId = caller.UserId,
            Operation = appraisal.Wish.Operation,
            Model = appraisal.Wish.Model!,
            Request = Encoding.UTF8.GetString(Json(request)),
            Seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            ImageCount = request.Count,
            Wallet = appraisal.Price!.Wallet,
            ImageMillicredits = appraisal.Price.MillicreditsPerImage,
            IsPublic = appraisal.Plan!.Entitlements.Visibility == Visibility.Public,
            IdempotencyKey = idempotencyKey,
            RequestHash = HashOf(request),
            Start = appraisal.Start,
        };

    JobBatch Batch(GenerationRow row, CreateGenerationRequest request, Appraisal appraisal)
    {
        var plan = appraisal.Plan!;
        var operation = appraisal.Catalogue.FindOperation(row.Operation)!;
        var model = appraisal.Catalogue.FindModel(row.Model)!.Checkpoint ?? row.Model;
        return new JobBatch
        {
            GenerationId = row.Id,
            WorkspaceId = row.WorkspaceId,
            ParallelLimit = plan.Entitlements.Parallel,
            SpeedClass = (int)plan.SpeedClassOf(null),
            ModelKey = row.Model,
            Operation = row.Operation,
            MaxAttempts = operation.RetriesMax + 1,
            TimeLimitSeconds = operation.RunSecondsMax,
            Jobs = [.. Enumerable.Range(0, row.ImageCount).Select(index => new NewJob(
                Guid.CreateVersion7(clock.GetUtcNow()),
                JsonSerializer.Serialize(Job(row, request, model, index), JsonSerializerOptions.Web)))],
        };
    }

    static ImageJob Job(GenerationRow row, CreateGenerationRequest request, string model, int index) => new()
    {
        Prompt = request.Prompt,
        NegativePrompt = request.NegativePrompt ?? "",
        Model = model,
        Width = request.Width,
        Height = request.Height,
        Steps = request.Steps,
        GuidanceScale = request.GuidanceScale,
        Sampler = request.Sampler,
        Scheduler = request.Scheduler,
        Seed = row.Seed + index,
        Image = row.Start.Image?.Name,
        Mask = row.Start.Mask?.Name,
        Strength = request.Strength,
        Format = request.Format,
    };

    static Hold Hold(GenerationRow row, Caller caller) => new()
    {
        Id = row.Id,
        WorkspaceId = row.WorkspaceId,
        Wallet = row.Wallet,
        ImageMillicredits = row.ImageMillicredits,
        ImageCount = row.ImageCount,
        ApiKeyId = caller.ApiKeyId,
        ApiKeyCapMillicredits = caller.SpendCapMillicredits,
        Cause = new Cause("generation", caller.Actor),
    };
}
