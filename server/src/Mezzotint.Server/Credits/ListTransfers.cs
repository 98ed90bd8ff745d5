using System.Globalization;
using Mezzotint.Contracts.Credits;
using Mezzotint.Contracts.Paging;
using Mezzotint.Ledger;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Paging;
using Mezzotint.Server.Plans;
using Mezzotint.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Credits;

/// <summary>GET /api/v1/credits/transfers: a workspace's account book, newest first.</summary>
static class ListTransfers
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/credits/transfers", RunAsync)
        .Require(Scope.Read).Produces<Page<CreditTransfer>>()
        .WithTags("Credits").WithSummary("List what was given, held, spent and given back, newest first");

    static async Task<IResult> RunAsync(
        [AsParameters] PageRequest page, HttpContext context, [FromServices] NpgsqlDataSource database,
        CancellationToken cancellation)
    {
        // The ledger's cursor is a number, so the page's own is not looked at.
        if ((page with { Cursor = null }).Fault() is { } fault)
            return fault;
        long? before = long.TryParse(page.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id : null;
        if (page.Cursor is not null && before is null)
            return Problem.BadRequest("cursor", "'cursor' is none that this list gave: leave it out to start anew.");
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await Transfers.PageAsync(
            connection, context.Caller().WorkspaceId, before, page.Rows, cancellation);
        var hasMore = rows.Count == page.Rows;
        var items = rows.Take(page.Rows - 1).Select(Show).ToList();
        return TypedResults.Ok(new Page<CreditTransfer>(
            items, hasMore ? items[^1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    /// <summary>A transfer as its workspace sees it.</summary>
    public static CreditTransfer Show(Transfer transfer) => new()
    {
        Id = transfer.Id,
        Wallet = transfer.Wallet,
        GrantId = transfer.GrantId,
        Counterpart = transfer.Counterpart,
        Credits = Generations.Generations.InCredits(transfer.AmountMillicredits),
        State = ShownPlan.Word(transfer.State),
        GenerationId = transfer.HoldId,
        Image = transfer.Image,
        Reason = transfer.Reason,
        Actor = transfer.Actor,
        CreatedAt = transfer.CreatedAt,
    };
}
