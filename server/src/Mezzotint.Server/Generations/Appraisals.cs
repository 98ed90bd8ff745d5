using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>What a request costs and what stands against it, before anything is written.</summary>
sealed class Appraisals(NpgsqlDataSource database, CurrentCatalogue current)
{
    // Requests are counted as far as the plan's limit and no farther. The sum of what is stored is read in place: the
    // function for it is planned at every call.
    const string UsageOfMinute = """
        select count(*), coalesce(ceil(extract(epoch from interval '1 minute' - (now() - min(created_at)))), 60)::int,
            coalesce((select bytes from workspace_storage where workspace_id = @WorkspaceId), 0)
        from (
            select created_at from generation
            where workspace_id = @WorkspaceId and created_at > now() - interval '1 minute'
            order by created_at desc limit @counted) last_minute
        """;

    const string ImagesOfToday = """
        select coalesce(sum(image_count), 0) from generation where workspace_id = @WorkspaceId and model = @model
            and created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'
        """;

    /// <param name="request">Whose fields can be.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The appraisal, or what is wrong with the pictures that the request names.</returns>
    public async Task<(Appraisal? Appraisal, Problem? Fault)> OfAsync(
        CreateGenerationRequest request, Caller caller, CancellationToken cancellation)
    {
        var (start, fault) = await StartingPictures.FindAsync(database, caller.WorkspaceId, request, cancellation);
        return fault is null ? (await OfAsync(request, start, caller, cancellation), null) : (null, fault);
    }

    async Task<Appraisal> OfAsync(
        CreateGenerationRequest request, StartingPictures start, Caller caller, CancellationToken cancellation)
    {
        var catalogue = current.Value;
        var wish = GenerationWish.Of(request, catalogue, start.Image);
        var plan = catalogue.FindPlan(caller.Plan);
        var quote = catalogue.Price(wish);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (requests, seconds, bytes) = await connection.QuerySingleAsync<(long, int, long)>(new CommandDefinition(
            UsageOfMinute, new { caller.WorkspaceId, counted = plan?.Entitlements.RequestsPerMinute.Most ?? 0 },
            cancellationToken: cancellation));
        var load = await Backlog.OfWorkspaceAsync(connection, caller.WorkspaceId, cancellation);
        var usage = new Usage
        {
            ImagesTodayWithModel = IsCountedByDay(plan, catalogue.FindModel(wish.Model!))
                ? (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                    ImagesOfToday, new { caller.WorkspaceId, model = wish.Model }, cancellationToken: cancellation))
                : 0,
            RequestsLastMinute = (int)requests,
            StorageBytes = bytes,
            WaitingJobs = (int)load.WaitingCount,
        };
        var verdict = plan is null ? null : catalogue.Allows(plan, wish, usage);
        return new Appraisal
        {
            Catalogue = catalogue,
            Wish = wish,
            Start = start,
            Plan = plan,
            Price = quote as Quote.Priced,
            Refusals = [.. Refusals(wish, caller, plan, quote, verdict).DistinctBy(refusal => refusal.Code)],
            RequestsLastMinute = usage.RequestsLastMinute,
            MinuteSeconds = seconds,
        };
    }

    static bool IsCountedByDay(Plan? plan, Model? model) =>
        plan is not null && model is not null && plan.AccessTo(model).Access == Access.Limited;

    static IEnumerable<Refusal> Refusals(
        ImageRequest wish, Caller caller, Plan? plan, Quote quote, Verdict? verdict)
    {
        if (plan is null)
            yield return GenerationRefusal.PlanGone(caller);
        if (caller.Models is { } models && !models.Contains(wish.Model))
            yield return GenerationRefusal.ModelNotInKey(wish.Model!, models);
        if (quote is Quote.Refused unpriced)
            yield return unpriced.Refusal;
        if (verdict is Verdict.Refused refused)
            foreach (var refusal in refused.Refusals)
                yield return refusal;
    }
}
