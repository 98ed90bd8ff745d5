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
sealed class Appraisals(NpgsqlDataSource database, CurrentCatalogue current, Backlog backlog)
{
    const string UsageOfToday = """
        select coalesce(sum(image_count) filter (where model = @model
                and created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'), 0),
            count(*) filter (where created_at > now() - interval '1 minute'),
            coalesce(ceil(extract(epoch from interval '1 minute' - (now()
                - min(created_at) filter (where created_at > now() - interval '1 minute')))), 60)::int,
            workspace_storage_bytes(@workspaceId)
        from generation where workspace_id = @workspaceId and created_at > now() - interval '1 day'
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
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (images, requests, seconds, bytes) = await connection.QuerySingleAsync<(long, long, int, long)>(
            new CommandDefinition(
                UsageOfToday, new { model = wish.Model, caller.WorkspaceId }, cancellationToken: cancellation));
        var load = await backlog.OfWorkspaceAsync(caller.WorkspaceId, cancellation);
        var plan = catalogue.FindPlan(caller.Plan);
        var quote = catalogue.Price(wish);
        var usage = new Usage
        {
            ImagesTodayWithModel = (int)images,
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
