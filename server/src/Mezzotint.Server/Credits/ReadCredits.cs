using Mezzotint.Contracts.Credits;
using Mezzotint.Ledger;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Mezzotint.Server.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Credits;

/// <summary>GET /api/v1/credits: what a workspace has of each kind, and when more comes.</summary>
sealed class ReadCredits(NpgsqlDataSource database, CurrentCatalogue catalogue, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/credits",
        (HttpContext context, [FromServices] ReadCredits slice, CancellationToken cancellation) =>
            slice.RunAsync(context.Caller().WorkspaceId, cancellation))
        .Require(Scope.Read).Produces<List<WalletCredits>>()
        .WithTags("Credits").WithSummary("See all wallets");

    async Task<IResult> RunAsync(Guid workspaceId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var balances = (await Balances.OfAsync(connection, workspaceId, cancellation))
            .ToDictionary(balance => balance.Wallet);
        var grants = (await Balances.GrantsAsync(connection, workspaceId, cancellation))
            .ToLookup(grant => grant.Wallet);
        var subscription = (await SubscriptionRow.FindAsync(connection, workspaceId, cancellation))!;
        // A wallet that left the catalogue is shown as long as something is in it.
        var titles = catalogue.Value.Wallets.ToDictionary(wallet => wallet.Key, wallet => wallet.Title);
        return TypedResults.Ok(titles.Keys.Union(balances.Keys).Select(key => new WalletCredits
        {
            Wallet = key,
            Title = titles.GetValueOrDefault(key, key),
            Available = InCredits(balances.GetValueOrDefault(key)?.AvailableMillicredits ?? 0),
            Held = InCredits(balances.GetValueOrDefault(key)?.HeldMillicredits ?? 0),
            NextExpiryAt = balances.GetValueOrDefault(key)?.NextExpiry,
            Renewals = [.. Renewals(subscription, key)],
            Grants = [.. grants[key].Select(grant => new CreditGrant(
                grant.Id, ShownPlan.Word(grant.Source), InCredits(grant.AvailableMillicredits),
                InCredits(grant.HeldMillicredits), grant.ExpiresAt, grant.CreatedAt))],
        }).ToList());
    }

    IEnumerable<CreditRenewal> Renewals(SubscriptionRow subscription, string wallet) =>
        from grant in catalogue.Value.FindPlan(subscription.Plan)?.GrantsOf(subscription.Billing) ?? []
        where grant.Wallet == wallet && grant.Millicredits > 0
        let cycle = Enum.Parse<Ledger.Cycle>(grant.Cycle.ToString())
        let end = Period.At(cycle, subscription.Since, clock.GetUtcNow())?.End
        where end is not null
        select new CreditRenewal(InCredits(grant.Millicredits), ShownPlan.Word(grant.Cycle), end.Value);

    static decimal InCredits(long millicredits) => Generations.Generations.InCredits(millicredits);
}
