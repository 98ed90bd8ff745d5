using Mezzotint.Contracts.Plans;
using Mezzotint.Server.ApiKeys;
using Mezzotint.Server.Catalogues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Mezzotint.Server.Plans;

/// <summary>GET /api/v1/subscription: the plan that the workspace has.</summary>
static class ReadSubscription
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/subscription", RunAsync)
        .Require(Scope.Read).Produces<Subscription>()
        .WithTags("Plans").WithSummary("See the workspace's plan");

    static async Task<IResult> RunAsync(
        HttpContext context, [FromServices] NpgsqlDataSource database, [FromServices] CurrentCatalogue catalogue,
        CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = (await SubscriptionRow.FindAsync(connection, context.Caller().WorkspaceId, cancellation))!;
        return TypedResults.Ok(new Subscription(
            row.Plan, row.Billing, catalogue.Value.FindPlan(row.Plan) is not null, row.Since, row.RenewsAt));
    }
}
