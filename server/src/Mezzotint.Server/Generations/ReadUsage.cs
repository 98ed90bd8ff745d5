using Dapper;
using Mezzotint.Contracts.Usage;
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

/// <summary>GET /api/v1/usage: what was made by day and model, and how much of the plan is used.</summary>
static class ReadUsage
{
    const int DaysMax = 90;
    const int DaysUsual = 30;

    const string SelectNow = """
        select
            (select count(*) from generation
                where workspace_id = @workspaceId and created_at > now() - interval '1 minute'),
            coalesce((select bytes from workspace_storage where workspace_id = @workspaceId), 0)
        """;

    const string SelectToday = """
        select model, sum(image_count)::bigint from generation
        where workspace_id = @workspaceId
            and created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'
        group by model order by model
        """;

    // What a generation cost, the ledger knows by its id, which is its hold's too.
    const string SelectDays = """
        select (created_at at time zone 'utc')::date::timestamp as day, model, wallet, array_agg(id)
        from generation
        where workspace_id = @workspaceId
            and created_at >= (date_trunc('day', now() at time zone 'utc') - make_interval(days => @days - 1))
                at time zone 'utc'
        group by day, model, wallet order by day, model, wallet
        """;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/usage", RunAsync)
        .Require(Scope.Read).Produces<WorkspaceUsage>().WithTags("Credits").WithName("readUsage")
        .WithSummary("See what was made by day and model, and how much of the plan's limits is used")
        .WithDescription("`days` is how many days (UTC) to look back, today among them: 1 to 90, else 30.");

    static async Task<IResult> RunAsync(
        int? days, HttpContext context, [FromServices] NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (days is < 1 or > DaysMax)
            return Problem.BadRequest("days", $"'days' is {days}: choose 1 to {DaysMax}.");
        var workspaceId = context.Caller().WorkspaceId;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return TypedResults.Ok(new WorkspaceUsage(
            await NowAsync(connection, workspaceId, cancellation),
            await DaysAsync(connection, workspaceId, days ?? DaysUsual, cancellation)));
    }

    static async Task<UsedLimits> NowAsync(
        NpgsqlConnection connection, Guid workspaceId, CancellationToken cancellation)
    {
        var (requests, bytes) = await connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            SelectNow, new { workspaceId }, cancellationToken: cancellation));
        var today = await connection.QueryAsync<(string Model, long Images)>(new CommandDefinition(
            SelectToday, new { workspaceId }, cancellationToken: cancellation));
        var load = await Backlog.OfWorkspaceAsync(connection, workspaceId, cancellation);
        return new UsedLimits
        {
            Running = load.RunningCount,
            Waiting = load.WaitingCount,
            RequestsLastMinute = requests,
            StorageBytes = bytes,
            ImagesToday = today.ToDictionary(row => row.Model, row => row.Images),
        };
    }

    static async Task<IReadOnlyList<DayOfUse>> DaysAsync(
        NpgsqlConnection connection, Guid workspaceId, int days, CancellationToken cancellation)
    {
        var asked = (await connection.QueryAsync<(DateTime Day, string Model, string Wallet, Guid[] Ids)>(
            new CommandDefinition(SelectDays, new { workspaceId, days }, cancellationToken: cancellation))).AsList();
        var spent = await SpentOfHolds.SumAsync(connection, [.. asked.Select(row => row.Ids)], cancellation);
        return [.. spent.Select(sum => (sum, Row: asked[sum.Group])).Select(one => new DayOfUse(
            DateOnly.FromDateTime(one.Row.Day), one.Row.Model, one.Row.Wallet, one.sum.ImageCount,
            Generations.InCredits(one.sum.Millicredits)))];
    }
}
