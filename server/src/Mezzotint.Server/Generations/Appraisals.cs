using Dapper;
using Mezzotint.Catalogue;
using Mezzotint.Catalogue.Rules;
using Mezzotint.Contracts.Generations;
using Mezzotint.Queue;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Batching;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Problems;
using Npgsql;

namespace Mezzotint.Server.Generations;

/// <summary>What a request costs and what stands against it, before anything is written.</summary>
sealed class Appraisals
{
    /// <summary>Workspaces whose use is read at once.</summary>
    const int ReadTogether = 64;

    // Requests are counted as far as the plan's limit and no farther. The sum of what is stored is read in place: the
    // function for it is planned at every call.
    const string UsageOfMinute = """
        select last_minute.requests, last_minute.seconds,
            coalesce((select bytes from workspace_storage where workspace_id = asked.workspace_id), 0) as StorageBytes
        from unnest(@workspaces, @counted) with ordinality as asked (workspace_id, counted, place)
        cross join lateral (
            select count(*)::int as requests,
                coalesce(ceil(extract(epoch from interval '1 minute' - (now() - min(created_at)))), 60)::int as seconds
            from (
                select created_at from generation
                where workspace_id = asked.workspace_id and created_at > now() - interval '1 minute'
                order by created_at desc limit asked.counted) last) last_minute
        order by asked.place
        """;

    const string ImagesOfToday = """
        select coalesce(sum(image_count), 0) from generation where workspace_id = @workspaceId and model = @model
            and created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'
        """;

    readonly NpgsqlDataSource _database;
    readonly CurrentCatalogue _current;
    readonly Gathering<Asked, Used> _uses;

    public Appraisals(NpgsqlDataSource database, CurrentCatalogue current)
    {
        (_database, _current) = (database, current);
        _uses = new Gathering<Asked, Used>(UseAsync, ReadTogether);
    }

    /// <param name="request">Whose fields can be.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The appraisal, or what is wrong with the pictures that the request names.</returns>
    public async Task<(Appraisal? Appraisal, Problem? Fault)> OfAsync(
        CreateGenerationRequest request, Caller caller, CancellationToken cancellation)
    {
        if (WorkFields.Check(request, _current.Value) is { } wrong)
            return (null, wrong);
        var (start, fault) = await StartingPictures.FindAsync(_database, caller.WorkspaceId, request, cancellation);
        return fault is null ? (await OfAsync(request, start, caller, cancellation), null) : (null, fault);
    }

    async Task<Appraisal> OfAsync(
        CreateGenerationRequest request, StartingPictures start, Caller caller, CancellationToken cancellation)
    {
        var catalogue = _current.Value;
        var wish = GenerationWish.Of(request, catalogue, start.Seen);
        var plan = catalogue.FindPlan(caller.Plan);
        var model = wish.Model is { } key ? catalogue.FindModel(key) : null;
        if (plan is not null && catalogue.AddOns is not [])
            wish = wish with
            {
                AddOns = [.. wish.AddOns, .. AddOnFields.Embeddings(request, catalogue, plan, model)],
            };
        var quote = catalogue.Price(wish);
        var asked = new Asked(caller.WorkspaceId, plan?.Entitlements.RequestsPerMinute.Most ?? 0);
        var used = await _uses.RunAsync(asked, cancellation);
        var usage = new Usage
        {
            ImagesTodayWithModel = IsCountedByDay(plan, model)
                ? await ImagesOfTodayAsync(caller.WorkspaceId, wish.Model!, cancellation) : 0,
            RequestsLastMinute = used.Requests,
            StorageBytes = used.StorageBytes,
            WaitingJobs = used.WaitingJobs,
        };
        var verdict = plan is null ? null : catalogue.Allows(plan, wish, usage);
        return new Appraisal
        {
            Catalogue = catalogue,
            Wish = wish,
            Start = start,
            Plan = plan,
            Price = quote as Quote.Priced,
            Refusals = [.. Refusals(wish, caller, plan, quote, verdict)
                .DistinctBy(refusal => (refusal.Code, refusal.Field))],
            RequestsLastMinute = usage.RequestsLastMinute,
            MinuteSeconds = used.Seconds,
        };
    }

    async Task<IReadOnlyList<Used>> UseAsync(IReadOnlyList<Asked> asked)
    {
        await using var connection = await _database.OpenConnectionAsync();
        var workspaces = asked.Select(one => one.WorkspaceId).ToArray();
        var uses = await connection.QueryAsync<(int Requests, int Seconds, long StorageBytes)>(
            UsageOfMinute, new { workspaces, counted = asked.Select(one => one.CountedRequests).ToArray() });
        var waiting = await Backlog.WaitingAsync(connection, workspaces, CancellationToken.None);
        return [.. uses.Zip(asked, (use, one) => new Used(
            use.Requests, use.Seconds, use.StorageBytes, (int)waiting.GetValueOrDefault(one.WorkspaceId)))];
    }

    async Task<int> ImagesOfTodayAsync(Guid workspaceId, string model, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        return (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            ImagesOfToday, new { workspaceId, model }, cancellationToken: cancellation));
    }

    static bool IsCountedByDay(Plan? plan, Model? model) =>
        plan is not null && model is not null && plan.AccessTo(model).Access == Access.Limited;

    static IEnumerable<Refusal> Refusals(
        ImageRequest wish, Caller caller, Plan? plan, Quote quote, Verdict? verdict)
    {
        if (plan is null)
            yield return GenerationRefusal.PlanGone(caller);
        if (wish.Model is not { } model)
            yield return GenerationRefusal.NoModel(wish.Operation);
        else if (caller.Models is { } models && !models.Contains(model))
            yield return GenerationRefusal.ModelNotInKey(model, models);
        if (quote is Quote.Refused unpriced && wish.Model is not null)
            yield return unpriced.Refusal;
        if (verdict is Verdict.Refused refused)
            foreach (var refusal in refused.Refusals)
                yield return refusal;
    }

    /// <summary>Whose use is asked for, and how many requests of the last minute are worth counting.</summary>
    sealed record Asked(Guid WorkspaceId, long CountedRequests);

    sealed record Used(int Requests, int Seconds, long StorageBytes, int WaitingJobs);
}
