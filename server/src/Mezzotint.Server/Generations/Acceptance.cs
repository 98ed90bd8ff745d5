using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Contracts.Events;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Ledger;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Batching;
using Mezzotint.Server.Events;
using Mezzotint.Server.Monitoring;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>Takes requests that were found good: stored, queued and paid for in one transaction.</summary>
/// <remarks>Those that come at the same time share the transaction; what becomes of one is no matter of the others.
/// </remarks>
sealed class Acceptance
{
    /// <summary>Requests that share a transaction.</summary>
    const int TakenTogether = 64;

    // A workspace that is being deleted is waited for, and then it is not there.
    const string LockWorkspaces = """
        select id from workspace where id = any (@ids) order by id for key share
        """;

    // Nobody waits for long because another's workspace is locked: those who wait together part.
    const string PartSoon = "set local lock_timeout = '1s'";

    readonly NpgsqlDataSource _database;
    readonly EventLog _events;
    readonly Wakes _wakes;
    readonly TimeProvider _clock;
    readonly Gathering<WantedGeneration, AcceptResult> _gathering;

    public Acceptance(NpgsqlDataSource database, EventLog events, Wakes wakes, TimeProvider clock)
    {
        (_database, _events, _wakes, _clock) = (database, events, wakes, clock);
        _gathering = new Gathering<WantedGeneration, AcceptResult>(AcceptAsync, TakenTogether);
    }

    /// <param name="request">What is asked for.</param>
    /// <param name="appraisal">It has a plan and a price, and nothing stands against it.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="idempotencyKey">The caller's, if there is one.</param>
    /// <param name="cancellation">Stops before anything is stored.</param>
    public async Task<AcceptResult> RunAsync(
        CreateGenerationRequest request, Appraisal appraisal, Caller caller, string? idempotencyKey,
        CancellationToken cancellation)
    {
        var row = Row(request, appraisal, caller, idempotencyKey);
        var wanted = new WantedGeneration(
            row, Batch(row, request, appraisal), Hold(row, caller), appraisal.Plan!, caller);
        // Files are locked in no order, so whoever starts from some goes alone.
        return row.Start == StartingPictures.None ? await _gathering.RunAsync(wanted, cancellation)
            : (await AcceptAsync([wanted]))[0];
    }

    async Task<IReadOnlyList<AcceptResult>> AcceptAsync(IReadOnlyList<WantedGeneration> wanted)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // The queue, workspaces, the ledger and last the events, as everywhere; each kind in order.
        if (wanted.Count > 1)
            await connection.ExecuteAsync(PartSoon, transaction: transaction);
        var stop = CancellationToken.None;
        var lanes = await OpenLanes.LockAsync(transaction, [.. wanted.Select(one => one.Batch)], stop);
        var workspaces = (await connection.QueryAsync<Guid>(LockWorkspaces,
            new { ids = wanted.Select(one => one.Row.WorkspaceId).Distinct().ToArray() }, transaction)).ToHashSet();
        var there = wanted.Where(one => workspaces.Contains(one.Row.WorkspaceId)).ToList();
        var usedKeys = await Generations.UsedKeysAsync(transaction, [.. there.Select(one => one.Row)], stop);
        foreach (var one in there)
            if (await one.Row.Start.KeepAsync(transaction, one.Batch, stop) is { } gone)
                return [new AcceptResult.Refused(gone)]; // it is alone
        var wallets = await OpenWallets.LockAsync(transaction, [.. there.Select(one => one.Hold)], stop);
        var decision = new AcceptDecision(workspaces, usedKeys, lanes, wallets);
        var refusals = wanted.Select(decision.Refuse).ToList();
        var taken = wanted.Where((_, place) => refusals[place] is null).ToList();
        if (taken is [])
            return [.. refusals.OfType<AcceptResult>()];
        var time = await Generations.InsertAsync(transaction, [.. taken.Select(one => one.Row)], stop);
        await lanes.WriteAsync(stop);
        await wallets.WriteAsync(stop);
        await _events.WriteAsync(transaction, [.. taken.Select(Accepted)], stop);
        await transaction.CommitAsync();
        Tell(taken);
        return [.. wanted.Zip(refusals, (one, refusal) => refusal
            ?? new AcceptResult.Accepted(Generations.Queued(one.Row with { CreatedAt = time }, one.Batch)))];
    }

    /// <summary>By which two requests with one idempotency key are told to be the same.</summary>
    public static byte[] HashOf(CreateGenerationRequest request) => SHA256.HashData(Json(request));

    static byte[] Json(CreateGenerationRequest request) =>
        JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web);

    void Tell(IReadOnlyList<WantedGeneration> taken)
    {
        Meters.Held(Generations.InCredits(taken.Sum(one => one.Row.ImageMillicredits * one.Row.ImageCount)));
        _wakes.Wake([Topic.Jobs, .. taken.Select(one => Topic.Workspace(one.Row.WorkspaceId))]);
    }

    static (Guid WorkspaceId, GenerationEvent Event) Accepted(WantedGeneration taken) => (
        taken.Row.WorkspaceId,
        new GenerationEvent { Type = EventType.GenerationAccepted, GenerationId = taken.Row.Id });

    GenerationRow Row(
        CreateGenerationRequest request, Appraisal appraisal, Caller caller, string? idempotencyKey) => new()
        {
            Id = Guid.CreateVersion7(_clock.GetUtcNow()),
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
        var addOns = JobFields.AddOnsOf(appraisal);
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
                Guid.CreateVersion7(_clock.GetUtcNow()),
                JsonSerializer.Serialize(Job(row, request, model, index) with
                {
                    Work = JobFields.WorkOf(operation),
                    AddOns = addOns,
                }, JsonSerializerOptions.Web)))],
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
        Loras = request.Loras ?? [],
        Controls = JobFields.ControlsOf(request, row.Start),
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
