using Dapper;
using Mezzotint.Contracts.Images;
using Mezzotint.Contracts.Paging;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Images;

/// <summary>GET /api/v1/images: the workspace's history, searched and filtered.</summary>
static class ListImages
{
    const string Own = $"{Images.Select} where i.workspace_id = @WorkspaceId";

    const string After = "(i.created_at, i.id) < (@Time, @Id)";

    const string Order = " order by i.created_at desc, i.id desc limit @Rows";

    // For the next statement alone. A plan that is kept does not know how rare a word or a model is: for one that
    // nobody used, it read all of a history (200 ms of 50,000 pictures).
    const string PlannedAnew = "select set_config('plan_cache_mode', 'force_custom_plan', true);";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/images", RunAsync).Require(Scope.Read).Produces<Page<Image>>().WithTags("Images")
            .WithSummary("The workspace's pictures, newest first");

    /// <summary>Some of a workspace's pictures, newest first.</summary>
    public static async Task<IReadOnlyList<ImageRow>> AfterAsync(
        NpgsqlConnection connection, Guid workspaceId, Position after, int rows, CancellationToken cancellation) =>
        (await connection.QueryAsync<ImageRow>(new CommandDefinition(
            $"{Own} and {After}{Order}",
            new { WorkspaceId = workspaceId, after.Time, after.Id, Rows = rows },
            cancellationToken: cancellation))).AsList();

    static async Task<IResult> RunAsync(
        [AsParameters] ImageFilter filter, [AsParameters] PageRequest page, HttpContext context,
        [FromServices] NpgsqlDataSource database)
    {
        if ((filter.Fault() ?? page.Fault()) is { } fault)
            return fault;
        var after = page.After();
        var conditions = filter.Conditions().Append(After);
        var sql = string.Join(" and ", conditions.Prepend(Own)) + Order;
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        using var answers = await connection.QueryMultipleAsync(new CommandDefinition(PlannedAnew + sql, new
        {
            context.Caller().WorkspaceId,
            filter.Words,
            filter.Model,
            filter.Operation,
            filter.Collection,
            From = filter.From?.UtcDateTime,
            To = filter.To?.UtcDateTime,
            after.Time,
            after.Id,
            page.Rows,
        }, cancellationToken: context.RequestAborted));
        await answers.ReadAsync<string>();
        var rows = (await answers.ReadAsync<ImageRow>()).AsList();
        return TypedResults.Ok(page.Page(rows, row => row.Position, row => row.Shown()));
    }
}
