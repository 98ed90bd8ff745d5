using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Generations;
using Mezzotint.Contracts.Jobs;
using Mezzotint.Ledger;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>POST /api/v1/generations: checked, paid for and queued in one transaction, or not at all.</summary>
sealed class CreateGeneration(
    NpgsqlDataSource database, OfferCatalogue catalogue, Jobs jobs, Backlog backlog, Generations generations,
    TimeProvider clock)
{
    const string UsageOfToday = """
        select coalesce(sum(image_count) filter (where model = @model
                and created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'), 0),
            count(*) filter (where created_at > now() - interval '1 minute'),
            workspace_storage_bytes(@workspaceId)
        from generation where workspace_id = @workspaceId and created_at > now() - interval '1 day'
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/generations",
        (CreateGenerationRequest request, HttpContext context, [FromServices] CreateGeneration slice,
            CancellationToken cancellation) => slice.RunAsync(request, context, cancellation))
        .Require(Scope.Generate);

    async Task<IResult> RunAsync(
        CreateGenerationRequest request, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (GenerationWish.Check(request) is { } problem)
            return problem;
        var (start, fault) = await StartingPictures.FindAsync(database, caller.WorkspaceId, request, cancellation);
        if (fault is not null)
            return fault;
        var wish = GenerationWish.Of(request, catalogue, start.Image);
        if (caller.Models is { } models && !models.Contains(wish.Model))
            return new Problem(StatusCodes.Status403Forbidden, "model_not_in_key",
                $"This key may not use '{wish.Model}', only {string.Join(", ", models)}.");
        var plan = catalogue.FindPlan(caller.Plan)
            ?? throw new InvalidOperationException($"No plan is '{caller.Plan}'.");
        var usage = await UsageAsync(caller, wish.Model!, cancellation);
        if (catalogue.Allows(plan, wish, usage) is Verdict.Refused refused)
            return Refusal(refused.First);
        var quote = catalogue.Price(wish);
        if (quote is not Quote.Priced price)
            return Refusal(((Quote.Refused)quote).Refusal);
        var row = Row(request, wish, caller, price, context.Request.Headers["Idempotency-Key"]) with
        {
            Start = start,
        };
        var id = row.Id;
        if (await AcceptAsync(row, request, caller, plan, cancellation) is { } refusal)
        {
            if (refusal is not Used)
                return refusal;
            var earlier = await generations.FindAsync(caller.WorkspaceId, row.IdempotencyKey!, cancellation);
            if (!earlier.RequestHash.AsSpan().SequenceEqual(row.RequestHash))
                return new Problem(StatusCodes.Status409Conflict, "idempotency_conflict",
                    $"The Idempotency-Key '{row.IdempotencyKey}' was used for another request: use a new one.");
            id = earlier.Id;
        }
        return await WaitForGeneration.AnswerAsync(context, generations, caller.WorkspaceId, id, clock);
    }

    /// <summary>One transaction: the row, the jobs, the hold. The queue before the ledger, as everywhere.</summary>
    async Task<IResult?> AcceptAsync(
        GenerationRow row, CreateGenerationRequest request, Caller caller, Plan plan, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Generations.InsertAsync(transaction, row, cancellation))
            return new Used();
        var batch = Batch(row, request, plan);
        var waiting = await jobs.EnqueueAsync(transaction, batch, cancellation);
        if (!plan.Entitlements.WaitingJobs.Allows(waiting))
            return new Problem(StatusCodes.Status429TooManyRequests, RefusalCodes.WaitingJobs,
                $"{plan.Title} lets {plan.Entitlements.WaitingJobs} images wait: ask again when some are done.");
        if (await row.Start.KeepAsync(transaction, batch, cancellation) is { } gone)
            return gone;
        var held = await Holds.HoldAsync(connection, transaction, new Hold
        {
            Id = row.Id,
            WorkspaceId = row.WorkspaceId,
            Wallet = row.Wallet,
            ImageMillicredits = row.ImageMillicredits,
            ImageCount = row.ImageCount,
            ApiKeyId = caller.ApiKeyId,
            ApiKeyCapMillicredits = caller.SpendCapMillicredits,
            Cause = new Cause("generation", caller.Actor),
        }, cancellation);
        if (Refusal(held, row.ImageMillicredits * row.ImageCount, caller) is { } refusal)
            return refusal;
        await transaction.CommitAsync(cancellation);
        return null;
    }

    async Task<Usage> UsageAsync(Caller caller, string model, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (images, requests, bytes) = await connection.QuerySingleAsync<(long, long, long)>(new CommandDefinition(
            UsageOfToday, new { model, caller.WorkspaceId }, cancellationToken: cancellation));
        var load = await backlog.OfWorkspaceAsync(caller.WorkspaceId, cancellation);
        return new Usage
        {
            ImagesTodayWithModel = (int)images,
            RequestsLastMinute = (int)requests,
            StorageBytes = bytes,
            WaitingJobs = (int)load.WaitingCount,
        };
    }

    GenerationRow Row(
        CreateGenerationRequest request, ImageRequest wish, Caller caller, Quote.Priced price, string? idempotencyKey)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web);
        return new GenerationRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            WorkspaceId = caller.WorkspaceId,
            ApiKeyId = caller.ApiKeyId,
            UserId = caller.UserId,
            Operation = wish.Operation,
            Model = wish.Model!,
            Request = System.Text.Encoding.UTF8.GetString(json),
            Seed = request.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            ImageCount = request.Count,
            Wallet = price.Wallet,
            ImageMillicredits = price.MillicreditsPerImage,
            IsPublic = catalogue.FindPlan(caller.Plan)!.Entitlements.Visibility == Visibility.Public,
            IdempotencyKey = string.IsNullOrEmpty(idempotencyKey) ? null : idempotencyKey,
            RequestHash = SHA256.HashData(json),
        };
    }

    JobBatch Batch(GenerationRow row, CreateGenerationRequest request, Plan plan)
    {
        var operation = catalogue.FindOperation(row.Operation)!;
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
                JsonSerializer.Serialize(Job(row, request, index), JsonSerializerOptions.Web)))],
        };
    }

    ImageJob Job(GenerationRow row, CreateGenerationRequest request, int index) => new()
    {
        Prompt = request.Prompt,
        NegativePrompt = request.NegativePrompt ?? "",
        Model = catalogue.FindModel(row.Model)!.Checkpoint ?? row.Model,
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

    static Problem Refusal(Refusal refusal) => new(refusal switch
    {
        { IsMomentary: true } => StatusCodes.Status429TooManyRequests,
        { Plan: not null } => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    }, refusal.Code, refusal.Sentence) { Members = { ["plan"] = refusal.Plan } };

    static Problem? Refusal(HoldResult result, long millicredits, Caller caller) => result switch
    {
        HoldResult.InsufficientCredits short_ => new Problem(StatusCodes.Status402PaymentRequired,
            "insufficient_credits", $"This costs {Generations.InCredits(millicredits)} credits, "
            + $"{Generations.InCredits(short_.AvailableMillicredits)} are left.")
        {
            Members =
            {
                ["cost"] = Generations.InCredits(millicredits),
                ["balance"] = Generations.InCredits(short_.AvailableMillicredits),
            },
        },
        HoldResult.ExceedsKeyCap spent => new Problem(StatusCodes.Status402PaymentRequired, "key_cap_reached",
            $"This costs {Generations.InCredits(millicredits)} credits; the key has spent "
            + $"{Generations.InCredits(spent.SpentMillicredits)} of the "
            + $"{Generations.InCredits(caller.SpendCapMillicredits!.Value)} that it may this month."),
        _ => null,
    };

    /// <summary>The idempotency key was used before.</summary>
    sealed class Used : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => throw new InvalidOperationException("It is no answer.");
    }
}
